import type { ComponentChildren } from 'preact';
import { isDocumented, type Provider, type ProviderNotes, type SourceBook } from '#core/mail/provider.ts';
import { isOld, type JudgeContext, judgeProvider, type Reason } from '#core/mail/rule.ts';
import { isGroupsChoice, ServiceVerdict } from '../parts/service-verdict.tsx';
import { regionName } from '../region.ts';
import { useTexts } from '../texts.tsx';
import { NAMES, tellFacts } from './fact-text.ts';
import { SourceNote } from './source-note.tsx';

interface FactsPartProps {
  /** `undefined`: no service has this id. */
  readonly provider: Provider | undefined;
  /** `undefined`: not loaded yet; facts are shown without sources until then. */
  readonly book: SourceBook | undefined;
  readonly context: JudgeContext;
}

const NO_NOTES: ProviderNotes = { notes: {}, addresses: {}, incidents: [], criticisedBy: [] };

/** All facts of a service, each with its source and date. */
export function FactsPart({ provider, book, context }: FactsPartProps) {
  const texts = useTexts();
  const { t, language } = texts;
  const back = <a href="#compare">{t('mail.facts.back')}</a>;
  if (!provider) {
    return (
      <>
        <h1 class="sentence">{t('mail.facts.none')}</h1>
        <p>{back}</p>
      </>
    );
  }
  const { id, name, facts, incidents, blockedIn, recommendedBy, reviewed } = provider;
  const { verdict, reasons, limits, missing, notTrusted } = judgeProvider(provider, context);
  const isGroups = isGroupsChoice(reasons);
  const notes = book?.providers[id] ?? NO_NOTES;
  const sourceOf = (key: string | undefined) =>
    key === undefined || !isDocumented({ source: key }) ? undefined : book?.sources[key];
  const laws = (facts.country && book?.laws[facts.country.value]) ?? [];
  const noteFor = (reason: Reason<string>) => (
    <SourceNote source={sourceOf(reason.source)} date={reason.date} isOld={reason.isOld} />
  );
  return (
    <>
      <p>{back}</p>
      <div class="row">
        <h1>
          <bdi>{name}</bdi>
        </h1>
        <ServiceVerdict verdict={verdict} isGroups={isGroups} />
      </div>
      <p data-verdict={verdict}>{t(`provider.says.${isGroups ? 'group' : verdict}`)}</p>
      <Chapter id="why" title={t('mail.facts.whyTitle')} isShown={reasons.length > 0}>
        <ul class="told">
          {reasons.map((reason) => (
            <li key={reason.code} data-reason={reason.code}>
              {t(`reasons.${reason.code}`)}
              {reason.source !== undefined && noteFor(reason)}
            </li>
          ))}
        </ul>
      </Chapter>
      <Chapter id="limits" title={t('mail.facts.limitsTitle')} isShown={limits.length > 0}>
        <ul class="told">
          {limits.map((limit) => (
            <li key={limit.code} data-limit={limit.code}>
              {t(`provider.limits.${limit.code}`)}
              {limit.source !== undefined && noteFor(limit)}
            </li>
          ))}
        </ul>
      </Chapter>
      <Chapter id="missing" title={t('mail.facts.missingTitle')} isShown={missing.length > 0}>
        <ul>
          {missing.map((code) => (
            <li key={code}>{t(`mail.missing.${code}`)}</li>
          ))}
        </ul>
      </Chapter>
      <Chapter id="lacks" title={t('mail.facts.notTrustedTitle')} isShown={notTrusted.length > 0}>
        <ul>
          {notTrusted.map((code) => (
            <li key={code}>{t(`mail.lacks.${code}`)}</li>
          ))}
        </ul>
      </Chapter>
      <Chapter id="known" title={t('mail.facts.listTitle')} isShown>
        {language !== 'en' && <p class="quiet">{t('mail.facts.english')}</p>}
        <dl class="fact-list">
          {tellFacts(facts, texts).map((fact) => (
            <div key={fact.name} data-fact={fact.name} data-source={fact.source}>
              <dt>{t(`mail.factNames.${fact.name}`)}</dt>
              <dd>{NAMES.has(fact.name) ? <bdi dir="auto">{fact.text}</bdi> : fact.text}</dd>
              <dd>
                <SourceNote
                  source={sourceOf(fact.source)}
                  date={fact.date}
                  address={notes.addresses[fact.name]}
                  note={notes.notes[fact.name]}
                  isOld={isOld(fact.date, context.today)}
                />
              </dd>
            </div>
          ))}
        </dl>
        <p class="quiet">
          {reviewed !== '' && t('mail.facts.reviewed', { date: reviewed })} {t('mail.facts.wrong')}
        </p>
      </Chapter>
      <Chapter id="happened" title={t('mail.facts.incidentsTitle')} isShown={incidents.length > 0}>
        <ul class="told">
          {incidents.map(({ year, kind, source, date }, index) => (
            <li key={`${year} ${kind} ${source}`}>
              {year}: {t(`mail.incidents.${kind}`)}
              <SourceNote source={sourceOf(source)} date={date} note={notes.incidents[index]} />
            </li>
          ))}
        </ul>
      </Chapter>
      <Chapter id="blocked" title={t('mail.facts.blockedTitle')} isShown={blockedIn.length > 0}>
        <ul class="told">
          {blockedIn.map(({ country, source, date }) => (
            <li key={country}>
              {regionName(country, language)}
              <SourceNote source={sourceOf(source)} date={date} />
            </li>
          ))}
        </ul>
      </Chapter>
      <Chapter id="guides" title={t('mail.facts.guidesTitle')} isShown={recommendedBy.length > 0}>
        <ul class="told">
          {recommendedBy.map(({ source, date, isRecommended }) => (
            <li key={source}>
              <bdi dir="auto" lang="en">
                {sourceOf(source)?.title ?? source}
              </bdi>{' '}
              ({t(isRecommended ? 'mail.facts.advises' : 'mail.facts.lists')})
              <SourceNote source={sourceOf(source)} date={date} />
            </li>
          ))}
        </ul>
      </Chapter>
      <Chapter id="critics" title={t('mail.facts.criticsTitle')} isShown={notes.criticisedBy.length > 0}>
        <ul class="told">
          {notes.criticisedBy.map(({ source, date, note }) => (
            <li key={`${source} ${note}`}>
              <bdi dir="auto" lang="en">
                {note}
              </bdi>
              <SourceNote source={sourceOf(source)} date={date} />
            </li>
          ))}
        </ul>
      </Chapter>
      <Chapter id="law" title={t('mail.facts.lawTitle')} isShown={laws.length > 0}>
        <ul class="told">
          {laws.map(({ source, date, note }) => (
            <li key={`${source} ${note}`}>
              <bdi dir="auto" lang="en">
                {note}
              </bdi>
              <SourceNote source={sourceOf(source)} date={date} />
            </li>
          ))}
        </ul>
      </Chapter>
      <Names title={t('mail.facts.domainsTitle')} names={provider.domains.map((domain) => `@${domain}`)} />
      <Names title={t('mail.facts.hostsTitle')} names={provider.hosts.map(({ host }) => host)} />
    </>
  );
}

interface ChapterProps {
  readonly id: string;
  readonly title: string;
  readonly isShown: boolean;
  readonly children: ComponentChildren;
}

function Chapter({ id, title, isShown, children }: ChapterProps) {
  if (!isShown) return null;
  return (
    <section class="chapter" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <details class="chapter">
      <summary>{title}</summary>
      <ul class="names">
        {names.map((name) => (
          <li key={name}>
            <bdi dir="ltr">{name}</bdi>
          </li>
        ))}
      </ul>
    </details>
  );
}
