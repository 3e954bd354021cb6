import browser from 'webextension-polyfill';
import type { Upgrades } from '#app/ports.ts';
import { NEVER_TRIED, TRIED_FIRST } from '#core/protected-first.ts';

type Rule = browser.DeclarativeNetRequest.Rule;

/** The one rule that upgrades; after it come those of the hosts that are let through. */
const UPGRADE_ID = 1;

const resourceTypes: browser.DeclarativeNetRequest.ResourceType[] = ['main_frame'];

const upgrade: Rule = {
  id: UPGRADE_ID,
  priority: 1,
  action: { type: 'upgradeScheme' },
  condition: { regexFilter: TRIED_FIRST, excludedRequestDomains: [...NEVER_TRIED], resourceTypes },
};

/** By filter and not by `requestDomains`, which would let all hosts below through as well. */
function letThrough(host: string, index: number): Rule {
  const condition = { urlFilter: `|http://${host}^`, resourceTypes };
  return { id: UPGRADE_ID + 1 + index, priority: 2, action: { type: 'allow' }, condition };
}

/** Rules of the session die with the browser, and are never on disk. */
async function replaceRules(addRules: Rule[]): Promise<void> {
  const before = await browser.declarativeNetRequest.getSessionRules();
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: before.map(({ id }) => id),
    addRules,
  });
}

let turn: Promise<void> = Promise.resolve();

/** One after another: what is read before is what is replaced. */
function inTurn(addRules: Rule[]): Promise<void> {
  turn = turn.catch(() => undefined).then(() => replaceRules(addRules));
  return turn;
}

export const upgrades: Upgrades = {
  begin: (plainHosts) => inTurn([upgrade, ...plainHosts.map(letThrough)]),
  end: () => inTurn([]),
};
