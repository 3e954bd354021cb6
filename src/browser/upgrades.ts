import type browser from 'webextension-polyfill';
import type { Upgrades } from '#app/ports.ts';
import { NEVER_TRIED, TRIED_FIRST } from '#core/protected-first.ts';
import { changeSessionRules } from './session-rules.ts';

type Rule = browser.DeclarativeNetRequest.Rule;

/** The one rule that upgrades; after it come those of the hosts that are let through. */
const UPGRADE_ID = 1;
const END_OF_IDS = 10_000;

/** Above all that is said of blocking: a site on which nothing is blocked is still asked for protected. */
const PRIORITY = 1000;

const resourceTypes: browser.DeclarativeNetRequest.ResourceType[] = ['main_frame'];

const upgrade: Rule = {
  id: UPGRADE_ID,
  priority: PRIORITY,
  action: { type: 'upgradeScheme' },
  condition: { regexFilter: TRIED_FIRST, excludedRequestDomains: [...NEVER_TRIED], resourceTypes },
};

/** By filter and not by `requestDomains`, which would let all hosts below through as well. */
function letThrough(host: string, index: number): Rule {
  const condition = { urlFilter: `|http://${host}^`, resourceTypes };
  return { id: UPGRADE_ID + 1 + index, priority: PRIORITY + 1, action: { type: 'allow' }, condition };
}

const isOurs = (id: number) => id < END_OF_IDS;

export const upgrades: Upgrades = {
  begin: (plainHosts) => changeSessionRules(isOurs, [upgrade, ...plainHosts.map(letThrough)]),
  end: () => changeSessionRules(isOurs, []),
};
