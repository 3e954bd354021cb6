import type { Source } from '#core/email/provider.ts';
import type { ProviderJudgement, Reason } from '#core/email/rule.ts';
import { isGroupsChoice, ServiceVerdict } from '../parts/service-verdict.tsx';
import { useTexts } from '../texts.tsx';

/** The mail service whose page is in the tab. */
export interface ServiceLook {
  readonly id: string;
  readonly name: string;
  readonly judgement: ProviderJudgement;
  /** Where the reasons were read. */
  readonly sources: Readonly<Record<string, Source>>;
}

interface ServiceCardProps {
  readonly service: ServiceLook;
  /** A warning above says the verdict and its reasons already. */
  readonly isWarned: boolean;
}

/** What is known of the mail service, quietly: the verdict, and why on demand. */
export function ServiceCard({ service, isWarned }: ServiceCardProps) {
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
      <a class="way-on" href={`mail.html#facts/${id}`} target="_blank" rel="noreferrer">
        {t('provider.all')}
      </a>
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
