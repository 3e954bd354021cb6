import type { ProviderVerdict, Reason } from '#core/mail/rule.ts';
import { useTexts } from '../texts.tsx';

interface ServiceVerdictProps {
  readonly verdict: ProviderVerdict;
  readonly isGroups?: boolean;
}

/** Verdict on a mail service in a word, without praise: nobody vouches for a service here. */
export function ServiceVerdict({ verdict, isGroups = false }: ServiceVerdictProps) {
  const { t } = useTexts();
  return (
    <span class={`verdict verdict-${verdict}`}>{t(`provider.words.${isGroups ? 'group' : verdict}`)}</span>
  );
}

/** Whether the person's organization chose the service. */
export function isGroupsChoice(reasons: readonly Reason[]): boolean {
  return reasons.some(({ code }) => code === 'G1');
}
