import type { Provider } from '#core/mail/provider.ts';
import { useTexts } from '../texts.tsx';

const CHAPTERS = [
  { title: 'homeTitle', steps: ['home.1', 'home.2', 'home.3', 'home.4', 'home.5', 'home.6'] },
  { title: 'hereTitle', steps: ['here.1', 'here.2', 'here.3'] },
  { title: 'laterTitle', steps: ['later.1', 'later.2', 'later.3'] },
] as const;

/** @param providers - empty until the table is loaded; the advice does not need it */
export function AccountPart({ providers }: { providers: readonly Provider[] }) {
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
        <Pages of="sessionPage" providers={providers} />
      </section>
      <section class="chapter" aria-labelledby="second">
        <h2 id="second">{t('mail.account.secondTitle')}</h2>
        <Pages of="secondFactorPage" providers={providers} />
      </section>
    </>
  );
}

interface PagesProps {
  readonly of: 'sessionPage' | 'secondFactorPage';
  readonly providers: readonly Provider[];
}

/** Text, not links: opening them here would leave a trace. */
function Pages({ of, providers }: PagesProps) {
  return (
    <ul class="places">
      {providers.map(({ id, name, facts }) => {
        const page = facts[of]?.value;
        return (
          page !== undefined && (
            <li key={id} data-page={id}>
              <a href={`#facts/${id}`}>
                <bdi>{name}</bdi>
              </a>
              <bdi dir="ltr">{page.replace(/^https:\/\/|\/$/g, '')}</bdi>
            </li>
          )
        );
      })}
    </ul>
  );
}
