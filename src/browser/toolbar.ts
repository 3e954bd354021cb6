import browser from 'webextension-polyfill';
import type { Toolbar } from '#app/page/observe-visits.ts';
import type { Level } from '#core/page/verdict.ts';
import type { Life } from '#core/session/life.ts';
import type { Language } from '#core/session/session.ts';
import ar from '#locales/ar/toolbar.json';
import en from '#locales/en/toolbar.json';
import es from '#locales/es/toolbar.json';
import fr from '#locales/fr/toolbar.json';

const TITLES: { readonly [L in Language]: { readonly [K in Level | 'unknown']: string } } = {
  en,
  fr,
  ar,
  es,
};

type Shape = 'table' | 'table-outline' | 'table-own' | 'table-l1' | 'table-l2' | 'table-l3';

/** Shapes only: a count or a colour alone would tell the neighbour more than the person. */
const LOUD: { readonly [K in Level | 'unknown']: Shape | undefined } = {
  unknown: undefined,
  L0: undefined,
  L1: 'table-l1',
  L2: 'table-l2',
  L3: 'table-l3',
};

const QUIET: { readonly [L in Life]: Shape } = {
  'not-started': 'table-outline',
  started: 'table',
  own: 'table-own',
};

/** What every tab shows that nothing was drawn for. */
const TITLE = browser.runtime.getManifest().action?.default_title;
/**
 * The icon of all those tabs, as far as this background knows: at first the manifest's. Set for all at once, so that
 * a quiet page costs nothing; the browser keeps it in its own memory alone (Chromium 156: nothing in the profile).
 */
let quietLife: Life = 'not-started';

async function show(
  tabId: number,
  level: Level | 'unknown',
  language: Language,
  isFresh = false,
  life: Life = 'started',
): Promise<void> {
  const title = TITLES[language][level];
  const loud = LOUD[level];
  // Each call costs as much as all the thinking about a quiet page, so nothing is drawn that is there.
  // The tab may be gone by now, which is nobody's mistake.
  await Promise.allSettled([
    life !== quietLife && live(life, []),
    !(isFresh && title === TITLE) && browser.action.setTitle({ tabId, title }),
    (loud !== undefined || !isFresh) && browser.action.setIcon({ tabId, path: pathsOf(loud ?? QUIET[life]) }),
  ]);
}

async function live(life: Life, quietTabIds: readonly number[]): Promise<void> {
  quietLife = life;
  const path = pathsOf(QUIET[life]);
  await Promise.allSettled([
    browser.action.setIcon({ path }),
    ...quietTabIds.map((tabId) => browser.action.setIcon({ tabId, path })),
  ]);
}

function pathsOf(shape: Shape): Record<string, string> {
  return { 16: `/icon/${shape}-16.png`, 32: `/icon/${shape}-32.png` };
}

async function reset(): Promise<void> {
  const path = pathsOf(QUIET['not-started']);
  quietLife = 'not-started';
  const tabs = await browser.tabs.query({});
  const title = TITLE ?? '';
  await Promise.allSettled([
    browser.action.setIcon({ path }),
    ...tabs.flatMap(({ id: tabId }) =>
      tabId === undefined
        ? []
        : [browser.action.setTitle({ tabId, title }), browser.action.setIcon({ tabId, path })],
    ),
  ]);
}

export const toolbar: Toolbar = { show, live, reset };
