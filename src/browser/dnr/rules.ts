import browser from 'webextension-polyfill';
import type { Rules } from '#app/blocking/block-trackers.ts';
import {
  type Blocking,
  LETTER_PAGES,
  NEEDS_PARAMETERS,
  TRACKING_PARAMETERS,
} from '#core/blocking/blocking.ts';
import { BROWSER } from '../kind.ts';
import { IDS, PRIORITIES } from './ids.ts';
import { changeSessionRules } from './session-rules.ts';

type Rule = browser.DeclarativeNetRequest.Rule;

/** Id of the ruleset in the manifest, where it is off, so that nothing is blocked outside a session. */
const BLOCKING = 'requests';

/** The most frequent resource types. */
const PARTS = [
  ...(['sub_frame', 'script', 'image', 'stylesheet', 'xmlhttprequest'] as const),
  ...(['ping', 'media', 'font', 'other'] as const),
];

/** "Do not sell or share", https://globalprivacycontrol.org */
const signal: Rule = {
  id: IDS.signal,
  priority: PRIORITIES.signal,
  action: {
    type: 'modifyHeaders',
    requestHeaders: [{ header: 'Sec-GPC', operation: 'set', value: '1' }],
  },
  condition: {
    resourceTypes: ['main_frame', ...PARTS, 'object', 'websocket'],
  },
};

const parameters: Rule = {
  id: IDS.parameters,
  priority: PRIORITIES.parameters,
  action: {
    type: 'redirect',
    redirect: { transform: { queryTransform: { removeParams: [...TRACKING_PARAMETERS] } } },
  },
  condition: {
    // Chromium skips redirects without a change; Firefox would apply no other rule to this page then.
    ...(BROWSER === 'firefox' && { regexFilter: `[?&](${TRACKING_PARAMETERS.join('|')})=` }),
    resourceTypes: ['main_frame'],
    requestMethods: ['get'],
    excludedRequestDomains: [...NEEDS_PARAMETERS],
  },
} as Rule;

const keptParameters: readonly Rule[] = LETTER_PAGES.map((regexFilter, index) => ({
  id: IDS.keptParameters + index,
  priority: PRIORITIES.parameters + 1,
  action: { type: 'allow' },
  condition: { regexFilter, resourceTypes: ['main_frame'] },
}));

/** By top-level site, so that frames are included. */
function pauseOn(sites: readonly string[]): Rule {
  return {
    id: IDS.pause,
    priority: PRIORITIES.pause,
    action: { type: 'allowAllRequests' },
    condition: { requestDomains: [...sites], resourceTypes: ['main_frame'] },
  };
}

const isOurs = (id: number) => id >= IDS.signal;

/**
 * The browser stores on disk which rulesets of an extension are on, and forgets it when they are off again: like the
 * settings this reveals that a session ran, but not which sites were visited (docs/decisions/0018).
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

/** Errors of requests blocked by our rules or by the browser's own protection. */
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

/** Only failed requests are observed, without top-level ones; the listener decides nothing. */
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
 * Must be called on the first tick, so that the event can wake the background. `rules.stop` or `start` removes the
 * listener if no session runs or nothing is blocked.
 */
export function listenToBlocked(told: Told): void {
  tell = told;
  listen(true);
}

export const rules: Rules = { start, stop };
