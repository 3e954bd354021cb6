import { useTexts } from '../texts.tsx';

/** Where a service lists its sign-ins, and the page that says so. */
export interface SignInPlace {
  readonly page: string;
  readonly source: string;
  /** As exact as the source gives it. */
  readonly date: string;
}

const CHAPTERS = [
  { title: 'homeTitle', steps: ['home.1', 'home.2', 'home.3', 'home.4', 'home.5', 'home.6'] },
  { title: 'hereTitle', steps: ['here.1', 'here.2', 'here.3'] },
  { title: 'laterTitle', steps: ['later.1', 'later.2', 'later.3'] },
] as const;

export function AccountPart({ places }: { places: readonly SignInPlace[] }) {
  const { t } = useTexts();
  return (
    <>
      <h1>{t('mail.account.title')}</h1>
      <p>{t('mail.account.intro')}</p>
      {CHAPTERS.map(({ title, steps }) => (
        <section key={title} class="chapter">
          <h2>{t(`mail.account.${title}`)}</h2>
          <ol>
            {steps.map((step) => (
              <li key={step}>{t(`mail.account.${step}`)}</li>
            ))}
          </ol>
        </section>
      ))}
      <section class="chapter" aria-labelledby="where">
        <h2 id="where">{t('mail.account.whereTitle')}</h2>
        <p>{t('mail.account.whereText')}</p>
        <ul class="places">
          {places.map(({ page, source, date }) => (
            <li key={page}>
              {/* Text, not a link: whoever has it by heart needs no search. */}
              <bdi dir="ltr">{page.replace(/^https:\/\/|\/$/g, '')}</bdi>
              <details class="source">
                <summary>{t('mail.source', { date })}</summary>
                <bdi dir="ltr">{source}</bdi>
              </details>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
