import type { Cleaner } from '#app/tidy/carry-out.ts';
import type { TidyContext } from '#core/tidy/context.ts';
import type { PlannedStep, StepId } from '#core/tidy/plan.ts';
import { countStrict, settings } from '../session/settings.ts';
import { closedByDate, closedByName, forgetClosed } from './closed-tabs.ts';
import { cookiesOf, cookiesSentTo, removeCookies, untilCookiesWritten } from './cookies.ts';
import {
  countFiles,
  countFilesByRemoval,
  deleteFiles,
  eraseDownloads,
  listedByDate,
  listedByNumber,
} from './files.ts';
import { clearHistory, countPages, countVisits, isLargeHistory } from './history.ts';
import { countOwnNotes, countOwnStores, forgetOwnNotes } from './own-notes.ts';
import { removeSince } from './removal.ts';
import { savedFiles } from './saved-files.ts';
import { rewriteSessionLog } from './session-log.ts';
import { clearSiteStorage } from './site-storage.ts';
import { closeTabs, countInWindows, countTabs } from './tabs.ts';

/** One step: how to clear it, and up to two ways to count what is left. */
interface Clearing {
  /** Resolves to names if the person has to look after something by hand. */
  clear(context: TidyContext, method: PlannedStep['method']): Promise<unknown>;
  /** Count for a preview, if `count` has side effects. */
  readonly countBefore?: (context: TidyContext) => Promise<number>;
  readonly count?: (context: TidyContext) => Promise<number | undefined>;
  /** By another API or criterion than the clearing. */
  readonly countAgain?: (context: TidyContext) => Promise<number | undefined>;
}

const CLEARINGS: { readonly [Id in StepId]?: Clearing } = {
  files: {
    clear: deleteFiles,
    countBefore: async ({ baseline }) => (await savedFiles(baseline)).length,
    count: countFiles,
    countAgain: countFilesByRemoval,
  },
  tabs: { clear: closeTabs, count: countTabs, countAgain: countInWindows },
  cookies: { clear: removeCookies, count: lengthOf(cookiesOf), countAgain: lengthOf(cookiesSentTo) },
  cache: { clear: (context, method) => removeSince(context, method, { cache: true }) },
  'site-storage': { clear: clearSiteStorage },
  forms: { clear: (context, method) => removeSince(context, method, { formData: true }) },
  history: { clear: clearHistory, count: countPages, countAgain: ifDated(countVisits) },
  downloads: {
    clear: eraseDownloads,
    count: lengthOf(listedByNumber),
    countAgain: ifDated(lengthOf(listedByDate)),
  },
  'closed-tabs': {
    clear: forgetClosed,
    count: lengthOf(closedByDate),
    countAgain: ifDated(lengthOf(closedByName)),
  },
  'session-log': { clear: rewriteSessionLog },
  passwords: { clear: (context, method) => removeSince(context, method, { passwords: true }) },
  clipboard: {
    clear: async ({ clipboardCleared }) => {
      // Only a page can reach the clipboard; the leaving page did it, or could not.
      if (!clipboardCleared) throw new Error('the clipboard was not emptied');
    },
  },
  settings: {
    // Restored with the rest of the session (app/session/session.ts).
    clear: async () => undefined,
    count: settings.countHeld,
    countAgain: ({ settings: outcomes }) => countStrict(outcomes),
  },
  'own-notes': { clear: forgetOwnNotes, count: countOwnNotes, countAgain: countOwnStores },
};

function lengthOf(list: (context: TidyContext) => Promise<readonly unknown[]>) {
  return async (context: TidyContext) => (await list(context)).length;
}

/** If dates cannot be trusted, `count` uses the id, and there is no second way. */
function ifDated(count: (context: TidyContext) => Promise<number>) {
  return async (context: TidyContext) =>
    context.hasTrueDates || context.scope === 'everything' ? count(context) : undefined;
}

function clearingOf(id: StepId): Clearing {
  const clearing = CLEARINGS[id];
  if (!clearing) throw new Error(`no way to clear ${id}`);
  return clearing;
}

export const cleaner: Cleaner = {
  clear: async ({ id, method }, context) => {
    const names = await clearingOf(id).clear(context, method);
    return Array.isArray(names) ? names : undefined;
  },
  countBefore: async ({ id }, context) => {
    const { countBefore, count } = clearingOf(id);
    return (countBefore ?? count)?.(context);
  },
  countLeft: async ({ id }, context) => clearingOf(id).count?.(context),
  countAnotherWay: async ({ id }, context) => clearingOf(id).countAgain?.(context),
  isLargeProfile: isLargeHistory,
  untilWritten: untilCookiesWritten,
};
