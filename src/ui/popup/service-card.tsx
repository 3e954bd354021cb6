import type { RecipientsRead } from '#contracts/messages.ts';
import type { Source } from '#core/mail/provider.ts';
import type { ProviderJudgement, Reason } from '#core/mail/rule.ts';
import { isGroupsChoice, ServiceVerdict } from '../parts/service-verdict.tsx';
import { useTexts } from '../texts.tsx';

/** The mail service of the page in the tab. */
export interface ServiceLook {
  readonly id: string;
  readonly name: string;
  /** In the form browsers use. */
  readonly host: string;
  readonly judgement: ProviderJudgement;
  /** Sources of the reasons. */
  readonly sources: Readonly<Record<string, Source>>;
}

/** Why no recipients are shown; those that were found open another page. */
export type LetterNote = Exclude<RecipientsRead, 'opened'>;

interface ServiceCardProps {
  readonly service: ServiceLook;
  /** A warning above already shows the verdict and its reasons. */
  readonly isWarned: boolean;
  readonly letter: LetterNote | undefined;
  readonly onReadLetter: () => void;
}

/** The mail service's verdict, with reasons on demand. Not styled as a warning. */
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

/** Collapsed: the names of some sources can incriminate the person. */
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
