import { touchesOthers } from '#core/tidy/plan.ts';
import type { StepOutcome } from '#core/tidy/receipt.ts';
import { statusText } from '../step-text.ts';
import { useTexts } from '../texts.tsx';

interface OutcomeListProps {
  readonly kind: 'still' | 'chosen' | 'rest';
  readonly outcomes: readonly StepOutcome[];
}

export function OutcomeList({ kind, outcomes }: OutcomeListProps) {
  const { t } = useTexts();
  return (
    <ul class={`outcomes outcomes-${kind}`}>
      {outcomes.map((outcome) => (
        <li key={outcome.id} {...outcomeData(outcome)}>
          <span class="outcome-name">{t(`steps.${outcome.id}`)}</span>
          <span class="outcome-status">{statusText(outcome, t)}</span>
          <OutcomeNotes outcome={outcome} />
        </li>
      ))}
    </ul>
  );
}

/** What programs read of a line (docs/testing.md). */
export function outcomeData({ id, status, left, isChosen }: StepOutcome) {
  return { 'data-step': id, 'data-status': status, 'data-left': left ?? '', 'data-chosen': isChosen };
}

export function OutcomeNotes({ outcome }: { outcome: StepOutcome }) {
  const { t } = useTexts();
  const { method, isChosen, names } = outcome;
  return (
    <>
      {names && <Names outcome={outcome} names={names} />}
      {method === 'hosts' && !isChosen && <span class="outcome-note">{t('receipt.hosts')}</span>}
      {method === 'all' && touchesOthers(outcome) && !isChosen && (
        <span class="outcome-note">{t('receipt.all')}</span>
      )}
    </>
  );
}

/** On the screen of this moment alone. */
function Names({ outcome: { id, status }, names }: { outcome: StepOutcome; names: readonly string[] }) {
  const { t } = useTexts();
  return (
    <span class="outcome-note">
      {status === 'left' && t(id === 'files' ? 'receipt.named.files' : 'receipt.named.tabs')}
      {names.map((name) => (
        <bdi key={name} class="outcome-item" dir="auto">
          {name}
        </bdi>
      ))}
    </span>
  );
}
