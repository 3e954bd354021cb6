import browser from 'webextension-polyfill';

type Rule = browser.DeclarativeNetRequest.Rule;

let turn: Promise<void> = Promise.resolve();

/**
 * Puts rules in the place of those with these numbers. One change after another: what is read before is what is
 * replaced. Rules of the session die with the browser, and are never on disk.
 */
export function changeSessionRules(isReplaced: (id: number) => boolean, addRules: Rule[]): Promise<void> {
  turn = turn
    .catch(() => undefined)
    .then(async () => {
      const before = await browser.declarativeNetRequest.getSessionRules();
      const removeRuleIds = before.map(({ id }) => id).filter(isReplaced);
      await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds, addRules });
    });
  return turn;
}
