import { PageFrame } from '../parts/page-frame.tsx';
import { useTexts } from '../texts.tsx';

/** For people in a hurry, possibly offline: one page of plain text without external links. */
export function GuideView() {
  const { t } = useTexts();
  return (
    <PageFrame page="guide">
      <h1>{t('guide.title')}</h1>
      <nav class="contents" aria-label={t('guide.title')}>
        <a href="#cannot">{t('guide.cannotTitle')}</a>
        <a href="#help">{t('guide.helpTitle')}</a>
        <a href="#tips">{t('guide.tipsTitle')}</a>
        <a href="mail.html">{t('links.mail')}</a>
      </nav>
      <Cannot />
      <Help />
      <Tips />
    </PageFrame>
  );
}

function Cannot() {
  const { t } = useTexts();
  return (
    <section id="cannot" class="chapter" aria-labelledby="cannot-title">
      <h2 id="cannot-title">{t('guide.cannotTitle')}</h2>
      <ul>
        <li>{t('guide.cannot1')}</li>
        <li>{t('guide.cannot2')}</li>
        <li>{t('guide.cannot3')}</li>
        <li>{t('guide.cannot4')}</li>
        <li>{t('guide.cannot5')}</li>
      </ul>
    </section>
  );
}

function Help() {
  const { t } = useTexts();
  return (
    <section id="help" class="chapter" aria-labelledby="help-title">
      <h2 id="help-title">{t('guide.helpTitle')}</h2>
      <ol>
        <li>{t('guide.help1')}</li>
        <li>{t('guide.help2')}</li>
        <li>{t('guide.help3')}</li>
        <li>{t('guide.help4')}</li>
        <li>{t('guide.help5')}</li>
        <li>{t('guide.help6')}</li>
      </ol>
      {/* Text, not a link: opening it here would leave a trace. */}
      <p>{t('guide.helpMore', { address: 'digitalfirstaid.org' })}</p>
      <aside class="card" aria-labelledby="calm-title">
        <h3 id="calm-title">{t('guide.calmTitle')}</h3>
        <p>{t('guide.calm')}</p>
        <p class="quiet">{t('guide.calmLaw')}</p>
        <h3>{t('guide.sayTitle')}</h3>
        <p class="say">{t('guide.say')}</p>
      </aside>
    </section>
  );
}

const TIPS = [
  { title: 'guide.tipsBefore', tips: ['B12', 'B2', 'B3'] },
  { title: 'guide.tipsThere', tips: ['A2', 'A3', 'A7'] },
  { title: 'guide.tipsOnline', tips: ['A10', 'D1'] },
  { title: 'guide.tipsLeave', tips: ['L1', 'L2'] },
  { title: 'guide.tipsAfter', tips: ['F1'] },
] as const;

function Tips() {
  const { t } = useTexts();
  return (
    <section id="tips" class="chapter" aria-labelledby="tips-title">
      <h2 id="tips-title">{t('guide.tipsTitle')}</h2>
      <div class="tips">
        {TIPS.map(({ title, tips }) => (
          <section key={title}>
            <h3>{t(title)}</h3>
            <ul>
              {tips.map((tip) => (
                <li key={tip}>{t(`guide.tips.${tip}`)}</li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </section>
  );
}
