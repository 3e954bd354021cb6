import type { BrowserKind } from '#core/session/browser-kind.ts';
import { LIVES } from '#core/session/life.ts';
import { HowToAllow } from '../parts/how-to-allow.tsx';
import { Icon, LevelIcon, LifeIcon } from '../parts/icons.tsx';
import { PageFrame } from '../parts/page-frame.tsx';
import { ChangePicture, CleanUpPicture, PinPicture } from '../parts/pictures.tsx';
import { useTexts } from '../texts.tsx';

/** Read by people in a hurry on a computer that may be offline: one page, plain text, no link leads out. */
export function GuideView({ browser, onPrint }: { browser: BrowserKind; onPrint: () => void }) {
  const { t } = useTexts();
  return (
    <PageFrame page="guide">
      <h1>{t('guide.title')}</h1>
      <nav class="contents" aria-label={t('guide.title')}>
        <a class="contents-link" href="#help">
          {t('guide.helpTitle')}
        </a>
        <a class="contents-link" href="#start">
          {t('guide.startTitle')}
        </a>
        <a class="contents-link" href="#icon">
          {t('guide.iconTitle')}
        </a>
        <a class="contents-link" href="#leave">
          {t('guide.leaveTitle')}
        </a>
        <a class="contents-link" href="#cannot">
          {t('guide.cannotTitle')}
        </a>
        <a class="contents-link" href="#tips">
          {t('guide.tipsTitle')}
        </a>
        <a class="contents-link" href="mail.html">
          {t('links.mail')}
        </a>
      </nav>
      <button type="button" class="button not-on-paper" data-action="print" onClick={onPrint}>
        <Icon name="print" />
        {t('guide.print')}
      </button>
      <Help />
      <Start browser={browser} />
      <IconMeanings />
      <Leaving />
      <Cannot />
      <Tips />
    </PageFrame>
  );
}

function Start({ browser }: { browser: BrowserKind }) {
  const { t } = useTexts();
  return (
    <section id="start" class="chapter on-paper" aria-labelledby="start-title">
      <h2 id="start-title">{t('guide.startTitle')}</h2>
      <p>{t('guide.startText')}</p>
      <div class="figures">
        <figure>
          <ChangePicture />
          <figcaption>
            <h3>{t('arrival.change.title')}</h3>
            {t('arrival.change.text')}
          </figcaption>
        </figure>
        <figure>
          <PinPicture browser={browser} />
          <figcaption>
            <h3>{t('arrival.pin.title')}</h3>
            {t(`arrival.pin.${browser}`)}
          </figcaption>
        </figure>
      </div>
      <h3>{t('arrival.allow')}</h3>
      <HowToAllow browser={browser} what="private" />
    </section>
  );
}

const LOUD = ['L1', 'L2', 'L3'] as const;

/** Each shape of the icon in the toolbar, with its word. */
function IconMeanings() {
  const { t } = useTexts();
  return (
    <section id="icon" class="chapter on-paper" aria-labelledby="icon-title">
      <h2 id="icon-title">{t('guide.iconTitle')}</h2>
      <ul class="icon-meanings">
        {LIVES.map((life) => (
          <li key={life} class="icon-meaning">
            <LifeIcon life={life} />
            {t(`guide.icons.${life}`)}
          </li>
        ))}
        {LOUD.map((level) => (
          <li key={level} class="icon-meaning">
            <LevelIcon level={level} size="small" />
            {t(`guide.icons.${level}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Leaving() {
  const { t } = useTexts();
  return (
    <section id="leave" class="chapter on-paper" aria-labelledby="leave-title">
      <h2 id="leave-title">{t('guide.leaveTitle')}</h2>
      <figure>
        <CleanUpPicture />
        <figcaption>{t('guide.leaveText')}</figcaption>
      </figure>
    </section>
  );
}

function Cannot() {
  const { t } = useTexts();
  return (
    <section id="cannot" class="chapter on-paper" aria-labelledby="cannot-title">
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
    <section id="help" class="chapter on-paper" aria-labelledby="help-title">
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
    <section id="tips" class="chapter on-paper" aria-labelledby="tips-title">
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
