import browser from 'webextension-polyfill';
import type { Rules } from '#app/blocking/block-trackers.ts';
import {
  type Blocking,
  LETTER_PAGES,
  NEEDS_PARAMETERS,
  TRACKING_PARAMETERS,
} from '#core/blocking/blocking.ts';
import { BROWSER } from '../kind.ts';
import { changeSessionRules } from './session-rules.ts';

type Rule = browser.DeclarativeNetRequest.Rule;

/** As the manifest names it; off there, so that nothing is blocked while no session runs. */
const BLOCKING = 'requests';

const SIGNAL_ID = 10_000;
const PARAMETERS_ID = 10_001;
const PAUSE_ID = 10_002;
/** The first of as many as there are kinds of letter pages. */
const KEPT_PARAMETERS_ID = 10_003;

const PARAMETERS_PRIORITY = 1;

/** Above what the lists say, below what sends a page to its HTTPS address. */
const PAUSE_PRIORITY = 500;

/** An exception takes headers away from rules below it, and this one is about every request. */
const SIGNAL_PRIORITY = 2000;

/** What pages ask for most of all. */
const PARTS = [
  ...(['sub_frame', 'script', 'image', 'stylesheet', 'xmlhttprequest'] as const),
  ...(['ping', 'media', 'font', 'other'] as const),
];

/** "Do not sell or share what you learn", https://globalprivacycontrol.org */
const signal: Rule = {
  id: SIGNAL_ID,
  priority: SIGNAL_PRIORITY,
  action: {
    type: 'modifyHeaders',
    requestHeaders: [{ header: 'Sec-GPC', operation: 'set', value: '1' }],
  },
  condition: {
    resourceTypes: ['main_frame', ...PARTS, 'object', 'websocket'],
  },
};

const parameters: Rule = {
  id: PARAMETERS_ID,
  priority: PARAMETERS_PRIORITY,
  action: {
    type: 'redirect',
    redirect: { transform: { queryTransform: { removeParams: [...TRACKING_PARAMETERS] } } },
  },
  condition: {
    // Chromium sees by itself that nothing would change; Firefox then takes no other rule for this page.
    ...(BROWSER === 'firefox' && { regexFilter: `[?&](${TRACKING_PARAMETERS.join('|')})=` }),
    resourceTypes: ['main_frame'],
    requestMethods: ['get'],
    excludedRequestDomains: [...NEEDS_PARAMETERS],
  },
} as Rule;

const keptParameters: readonly Rule[] = LETTER_PAGES.map((regexFilter, index) => ({
  id: KEPT_PARAMETERS_ID + index,
  priority: PARAMETERS_PRIORITY + 1,
  action: { type: 'allow' },
  condition: { regexFilter, resourceTypes: ['main_frame'] },
}));

/** By the page and not by who asks, so that the frames in it are let through as well. */
function pauseOn(sites: readonly string[]): Rule {
  return {
    id: PAUSE_ID,
    priority: PAUSE_PRIORITY,
    action: { type: 'allowAllRequests' },
    condition: { requestDomains: [...sites], resourceTypes: ['main_frame'] },
  };
}

const isOurs = (id: number) => id >= SIGNAL_ID;

/**
 * Which of its own rule files an extension uses the browser writes down, and puts back when we let go: like the
 * settings, it says that a session ran, and never where they went (docs/decisions/0018).
 */
async function setBlocking(isOn: boolean): Promise<void> {
  const enabled = await browser.declarativeNetRequest.getEnabledRulesets();
  if (enabled.includes(BLOCKING) === isOn) return;
  const change = isOn ? { enableRulesetIds: [BLOCKING] } : { disableRulesetIds: [BLOCKING] };
  await browser.declarativeNetRequest.updateEnabledRulesets(change);
}

async function start({ isOn, paused }: Blocking): Promise<void> {
  const own = isOn ? [signal, parameters, ...keptParameters] : [signal];
  await Promise.all([
    setBlocking(isOn),
    changeSessionRules(isOurs, paused.length > 0 ? [...own, pauseOn(paused)] : own),
  ]);
  listen(isOn);
}

async function stop(): Promise<void> {
  listen(false);
  await Promise.all([setBlocking(false), changeSessionRules(isOurs, [])]);
}

/** What a request ends with when it is blocked by us, or by the browser's own protection. */
const STOPPED: ReadonlySet<string> = new Set([
  ...['net::ERR_BLOCKED_BY_CLIENT', 'NS_ERROR_ABORT', 'NS_ERROR_TRACKING_URI'],
]);

type Told = (tabId: number, url: string) => void;

let tell: Told = () => undefined;

interface BlockedRequest {
  readonly error: string;
  readonly tabId: number;
  readonly url: string;
}

function onError({ error, tabId, url }: BlockedRequest): void {
  if (tabId >= 0 && STOPPED.has(error)) tell(tabId, url);
}

/** Nobody is asked about requests: only of those that failed is told, and none of whole pages. */
function listen(isWanted: boolean): void {
  const { onErrorOccurred } = browser.webRequest;
  if (onErrorOccurred.hasListener(onError) === isWanted) return;
  if (!isWanted) {
    onErrorOccurred.removeListener(onError);
    return;
  }
  onErrorOccurred.addListener(onError, {
    urls: ['http://*/*', 'https://*/*'],
    types: [...PARTS, ...(BROWSER === 'firefox' ? (['beacon', 'imageset'] as const) : [])],
  });
}

/**
 * To be called on the first tick: what wakes the background must be heard. Where it turns out that no session
 * runs, or nothing is blocked, `rules.stop` or `start` takes it away again.
 */
export function listenToBlocked(told: Told): void {
  tell = told;
  listen(true);
}

export const rules: Rules = { start, stop };
