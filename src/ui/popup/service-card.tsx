import type { RecipientsRead } from '#contracts/messages.ts';
import type { Source } from '#core/mail/provider.ts';
import type { ProviderJudgement, Reason } from '#core/mail/rule.ts';
import { isGroupsChoice, ServiceVerdict } from '../parts/service-verdict.tsx';
import { useTexts } from '../texts.tsx';

/** The mail service whose page is in the tab. */
export interface ServiceLook {
  readonly id: string;
  readonly name: string;
  /** As the browser writes it. */
  readonly host: string;
  readonly judgement: ProviderJudgement;
  /** Where the reasons were read. */
  readonly sources: Readonly<Record<string, Source>>;
}

/** Why no letter is shown; one that was found is shown on our page. */
export type LetterNote = Exclude<RecipientsRead, 'opened'>;

interface ServiceCardProps {
  readonly service: ServiceLook;
  /** A warning above says the verdict and its reasons already. */
  readonly isWarned: boolean;
  readonly letter: LetterNote | undefined;
  readonly onReadLetter: () => void;
}

/** What is known of the mail service, quietly: the verdict, and why on demand. */
export function ServiceCard({ service, isWarned, letter, onReadLetter }: ServiceCardProps) {
  const { t } = useTexts();
  const { id, name, judgement, sources } = service;
  const { verdict, reasons, limits } = judgement;
  const isGroups = isGroupsChoice(reasons);
  return (
    <section class="card" aria-labelledby="service" data-service={id} data-verdict={verdict}>
      <h2 id="service">{t('provider.mailPage', { name })}</h2>
      {!isWarned && (
        <p>
          <ServiceVerdict verdict={verdict} isGroups={isGroups} />{' '}
          {t(`provider.says.${isGroups ? 'group' : verdict}`)}
        </p>
      )}
      {!isWarned && reasons.length + limits.length > 0 && (
        <details>
          <summary>{t('provider.why')}</summary>
          <ul class="details">
            {reasons.map((reason) => (
              <li key={reason.code} data-reason={reason.code}>
                {t(`reasons.${reason.code}`)}
                <Where reason={reason} sources={sources} />
              </li>
            ))}
            {limits.map((limit) => (
              <li key={limit.code} data-limit={limit.code}>
                {t(`provider.limits.${limit.code}`)}
                <Where reason={limit} sources={sources} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <div class="row">
        <button type="button" class="button" data-action="read-letter" onClick={onReadLetter}>
          {t('provider.letter')}
        </button>
        <a class="way-on" href={`mail.html#facts/${id}`} target="_blank" rel="noreferrer">
          {t('provider.all')}
        </a>
      </div>
      <p class="message" role="status">
        {letter && t(`provider.read.${letter}`)}
      </p>
    </section>
  );
}

interface WhereProps {
  readonly reason: Reason<string>;
  readonly sources: ServiceLook['sources'];
}

/** Folded away: some sources mark whoever has them on the screen. */
function Where({ reason: { source, date }, sources }: WhereProps) {
  const { t } = useTexts();
  const known = source === undefined ? undefined : sources[source];
  if (!known) return null;
  return (
    <details class="source">
      <summary>{t('provider.source', { date: date ?? known.date })}</summary>
      <bdi dir="ltr">{known.address}</bdi>
    </details>
  );
}
