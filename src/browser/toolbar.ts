import browser from 'webextension-polyfill';
import type { Toolbar } from '#app/page/observe-visits.ts';
import type { Level } from '#core/page/verdict.ts';
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

/** Only the shape changes, and only from L2 on: a count or colour would tell bystanders more than the person. */
const SHAPES: { readonly [K in Level | 'unknown']: string } = {
  unknown: 'table',
  L0: 'table',
  L1: 'table',
  L2: 'table-l2',
  L3: 'table-l3',
};

/** Title and icon of tabs without their own. */
const DEFAULT = { title: browser.runtime.getManifest().action?.default_title, shape: SHAPES.L0 };
const NOTHING = { title: undefined, shape: undefined };

async function show(
  tabId: number,
  level: Level | 'unknown',
  language: Language,
  isFresh = false,
): Promise<void> {
  // A call to the browser costs as much as judging an ordinary page, so unchanged values are not set.
  const { title: shown, shape } = isFresh ? DEFAULT : NOTHING;
  const title = TITLES[language][level];
  // The tab may be closed by now.
  await Promise.allSettled([
    title !== shown && browser.action.setTitle({ tabId, title }),
    SHAPES[level] !== shape && browser.action.setIcon({ tabId, path: iconOf(level) }),
  ]);
}

function iconOf(level: Level | 'unknown'): Record<string, string> {
  return { 16: `/icon/${SHAPES[level]}-16.png`, 32: `/icon/${SHAPES[level]}-32.png` };
}

async function reset(): Promise<void> {
  const tabs = await browser.tabs.query({});
  const title = DEFAULT.title ?? '';
  await Promise.allSettled(
    tabs.flatMap(({ id: tabId }) =>
      tabId === undefined
        ? []
        : [browser.action.setTitle({ tabId, title }), browser.action.setIcon({ tabId, path: iconOf('L0') })],
    ),
  );
}

export const toolbar: Toolbar = { show, reset };
