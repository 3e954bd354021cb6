import browser from 'webextension-polyfill';
import type { Upgrades } from '#app/network/network-facts.ts';
import { NEVER_TRIED, TRIED_FIRST } from '#core/network/https-first.ts';
import { BROWSER } from '../kind.ts';
import { IDS, PRIORITIES } from './ids.ts';
import { changeSessionRules } from './session-rules.ts';

type Rule = browser.DeclarativeNetRequest.Rule;

const resourceTypes: browser.DeclarativeNetRequest.ResourceType[] = ['main_frame'];

const upgrade: Rule = {
  id: IDS.upgrade,
  priority: PRIORITIES.upgrade,
  action: { type: 'upgradeScheme' },
  condition: { regexFilter: TRIED_FIRST, excludedRequestDomains: [...NEVER_TRIED], resourceTypes },
};

/** By `urlFilter`, because `requestDomains` would include subdomains. */
function letThrough(host: string, index: number): Rule {
  const condition = { urlFilter: `|http://${host}^`, resourceTypes };
  return {
    id: IDS.upgrade + 1 + index,
    priority: PRIORITIES.upgrade + 1,
    action: { type: 'allow' },
    condition,
  };
}

/**
 * Redirects a host from HTTPS to HTTP: Chromium upgrades by itself, falls back only if that fails or redirects to
 * HTTP, and remembers it (seen in 156).
 */
function leadTo(host: string): Rule {
  const condition = { urlFilter: `|https://${host}^`, resourceTypes };
  return {
    id: IDS.endOfUpgrades - 1,
    priority: PRIORITIES.upgrade + 1,
    action: { type: 'redirect', redirect: { transform: { scheme: 'http' } } },
    condition,
  };
}

const isOurs = (id: number) => id < IDS.endOfUpgrades;

export const upgrades: Upgrades = {
  start: (httpHosts, ledTo) => {
    const led = BROWSER === 'chromium' && ledTo !== undefined ? [leadTo(ledTo)] : [];
    return changeSessionRules(isOurs, [upgrade, ...httpHosts.map(letThrough), ...led]);
  },
  stop: () => changeSessionRules(isOurs, []),
  statusOf: async (tabId) => {
    const script = { target: { tabId }, func: readStatus, injectImmediately: true };
    const [frame] = await browser.scripting.executeScript(script).catch(() => []);
    return typeof frame?.result === 'number' ? frame.result : undefined;
  },
};

/** Injected into the page, so it must be self-contained. Cloudflare's bot challenge loads from a URL with this name. */
function readStatus(): number | undefined {
  const [entry] = performance.getEntriesByType('navigation');
  const { responseStatus = 0 } = (entry ?? {}) as { responseStatus?: number };
  const isChallenge = [...document.scripts].some(({ text, src }) =>
    `${text} ${src}`.includes('/cdn-cgi/challenge-platform/'),
  );
  return responseStatus === 0 || isChallenge ? undefined : responseStatus;
}
