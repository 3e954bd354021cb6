import type { RecipientsRead } from '#contracts/messages.ts';
import type { MailAccount } from '#core/mail/mail-account.ts';
import type { ProviderJudgement } from '#core/mail/rule.ts';
import { isGroupsChoice, ServiceVerdict } from '../parts/service-verdict.tsx';
import { useTexts } from '../texts.tsx';
import { MailAccountNote } from './mail-account-card.tsx';

/** The mail service whose page is in the tab. */
export interface ServiceLook {
  readonly id: string;
  readonly name: string;
  /** As the browser writes it. */
  readonly host: string;
  readonly judgement: ProviderJudgement;
}

/** Why no letter is shown; one that was found is shown on our page. */
export type LetterNote = Exclude<RecipientsRead, 'opened'>;

interface ServiceCardProps {
  readonly service: ServiceLook;
  readonly account: MailAccount | undefined;
  /** A warning above says the verdict and its reasons already. */
  readonly isWarned: boolean;
  readonly letter: LetterNote | undefined;
  readonly onReadLetter: () => void;
}

/** What is known of the mail service, quietly: the verdict, and why on demand. */
export function ServiceCard({ service, account, isWarned, letter, onReadLetter }: ServiceCardProps) {
  const { t } = useTexts();
  const { id, name, judgement } = service;
  const { verdict, reasons, limits } = judgement;
  const isGroups = isGroupsChoice(reasons);
  // The facts are those of private accounts.
  const isOthers = account?.kind === 'work' && account.organisation !== undefined;
  const hasVerdict = !isWarned && !isOthers;
  return (
    <section class="card" aria-labelledby="service" data-service={id} data-verdict={verdict}>
      <div class="service-head">
        <h2 id="service">{t('provider.mailPage', { name })}</h2>
        {hasVerdict && <ServiceVerdict verdict={verdict} isGroups={isGroups} />}
      </div>
      {account && <MailAccountNote account={account} />}
      <button type="button" class="button" data-action="read-letter" onClick={onReadLetter}>
        {t('provider.letter')}
      </button>
      <p class="message" role="status">
        {letter && t(`provider.read.${letter}`)}
      </p>
      {hasVerdict && (
        <details>
          <summary>{t('provider.why')}</summary>
          <p>{t(`provider.says.${isGroups ? 'group' : verdict}`)}</p>
          <ul class="details">
            {reasons.map(({ code }) => (
              <li key={code} data-reason={code}>
                {t(`reasons.${code}`)}
              </li>
            ))}
            {limits.map(({ code }) => (
              <li key={code} data-limit={code}>
                {t(`provider.limits.${code}`)}
              </li>
            ))}
          </ul>
          {/* Where it was read stands there, and not here: some sources mark whoever has them on the screen. */}
          <a class="way-on" href={`mail.html#facts/${id}`} target="_blank" rel="noreferrer">
            {t('provider.all')}
          </a>
        </details>
      )}
    </section>
  );
}
