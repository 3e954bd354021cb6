import type { TrackerBlocking } from '#app/blocking/block-trackers.ts';
import type { Organisation } from '#app/mail/organisation.ts';
import type { RecipientSelection } from '#app/mail/recipient-selection.ts';
import type { HttpsFirst } from '#app/network/https-first.ts';
import { upgradePage } from '#app/network/upgrade-page.ts';
import type { VisitObserver } from '#app/page/observe-visits.ts';
import type { SecretGuard } from '#app/page/secret-guard.ts';
import type { SentUnencryptedObserver } from '#app/page/sent-unencrypted.ts';
import { blockingState, leaveState, pageState, popupState, timerState } from '#app/page/view-state.ts';
import { hide } from '#app/session/hide.ts';
import type { SessionControl } from '#app/session/session.ts';
import type { SessionTimerControl } from '#app/session/session-timer.ts';
import type { Aftercare } from '#app/tidy/aftercare.ts';
import type { Leave } from '#app/tidy/leave.ts';
import type { OpenLeave } from '#app/tidy/open-leave.ts';
import { findSignIns, markSignedOut, openSignOut } from '#app/tidy/sign-out.ts';
import { BROWSER } from '#browser/kind.ts';
import { memory } from '#browser/memory.ts';
import type { Handlers, SenderFacts } from '#browser/messaging.ts';
import { downloads } from '#browser/observe/downloads.ts';
import { askPortal } from '#browser/page/captive-portal.ts';
import { toPageScan } from '#browser/page/pages.ts';
import { isAllowedInPrivate, isAllowedOnPages, openPrivateWindow } from '#browser/session/private-window.ts';
import { signIns } from '#browser/session/sign-ins.ts';
import { tabs } from '#browser/tabs.ts';
import type { Lists } from '#core/page/finding.ts';
import { LANGUAGES } from '#core/session/session.ts';
import { signOutPage } from '#data/sign-out.ts';

export interface UseCases {
  readonly watch: VisitObserver;
  readonly sessions: SessionControl;
  readonly secretGuard: SecretGuard;
  readonly sentUnencrypted: SentUnencryptedObserver;
  readonly httpsFirst: HttpsFirst;
  readonly trackers: TrackerBlocking;
  readonly leave: Leave;
  readonly openLeave: OpenLeave;
  readonly aftercare: Aftercare;
  readonly timer: SessionTimerControl;
  readonly organisation: Organisation;
  readonly recipientSelection: RecipientSelection;
  readonly lists: Lists;
}

/** Which use case answers which message. */
export function createHandlers(useCases: UseCases): Handlers {
  const {
    watch,
    sessions,
    secretGuard,
    sentUnencrypted,
    httpsFirst,
    trackers,
    leave,
    openLeave,
    aftercare,
    timer,
    organisation,
    recipientSelection,
    lists,
  } = useCases;
  const parts = {
    browser: BROWSER,
    memory,
    tabs,
    downloads,
    lists,
    leave,
    timer,
    isAllowedInPrivate,
    isAllowedOnPages,
    language: browserLanguage,
  };
  /** For answers that say how much was stopped. */
  async function counted<Answer>(answer: () => Promise<Answer>): Promise<Answer> {
    await trackers.settle();
    return answer();
  }
  return {
    'popup/get': ({ tabId }) => {
      // What it asks for next, once it knows that a session runs.
      if (tabId !== undefined) void watch.inspectNow(tabId).catch(() => undefined);
      return counted(() => popupState(parts, tabId));
    },
    'session/start': async ({ place, language, limit = 0 }) => {
      const session = await sessions.start(place, language);
      await timer.begin(session.place, limit);
      await askPortal(httpsFirst.portalChanged);
      return session;
    },
    'session/get': () => memory.session.get(),
    'session/change': (change) => sessions.change(change),
    'timer/get': async () => timerState(await timer.tick()),
    'timer/change': async (change) => timerState(await timer.change(change)),
    'timer/here': () => timer.stillHere(),
    'visit/inspect': async ({ tabId }) => {
      await watch.inspectNow(tabId);
      return counted(() => pageState(parts, tabId));
    },
    'page/upgrade': ({ tabId }) => upgradePage(tabs, tabId),
    'blocking/get': () => counted(() => blockingState(parts, undefined)),
    'blocking/set': async ({ isOn }) => {
      await trackers.set(isOn);
      return counted(() => blockingState(parts, undefined));
    },
    'blocking/pause': ({ tabId, isPaused }) => trackers.pause(tabId, isPaused),
    'page/reload': ({ tabId }) => tabs.reload(tabId),
    'private/open': openPrivateWindow,
    'interstitial/get': (_, sender) => {
      const wayTab = tabIn(sender, 'way');
      if (wayTab !== undefined) return httpsFirst.interstitialOf(wayTab);
      return secretGuard.interstitialOf(tabIn(sender, 'for') ?? NO_TAB);
    },
    'interstitial/answer': async ({ answer }, sender) => {
      const wayTab = tabIn(sender, 'way');
      if (wayTab !== undefined) return httpsFirst.answer(wayTab, answer, sender.tabId);
      await secretGuard.answer(tabIn(sender, 'for') ?? NO_TAB, answer, sender.tabId);
      return undefined;
    },
    'leave/get': async () => {
      // What comes of it is told the next time: the page asks again and again.
      void aftercare.look();
      return leaveState(parts);
    },
    'leave/open': ({ quick }) => openLeave.open(quick),
    'leave/take-token': ({ token }) => openLeave.takeToken(token),
    'leave/sign-out': ({ host, isDone }) => markSignedOut(memory, host, isDone),
    'leave/open-host': ({ host }) => openSignOut({ memory, tabs }, host, signOutPage),
    'leave/find-sign-ins': () => findSignIns({ memory, signIns }),
    'leave/preview': ({ scope }, { tabId }) => leave.preview(scope, tabId),
    // The page asks how it goes; an answer that takes seconds would be lost with a dead background.
    'leave/tidy': (request, { tabId: leaveTabId }) =>
      leave.begin({
        ...request,
        leaveOut: request.leaveOut ?? [],
        closeTabs: request.closeTabs ?? [],
        leaveTabId,
      }),
    'leave/forget': async () => {
      await leave.forget();
      await organisation.refresh();
    },
    'mail/organisation': () => organisation.get(),
    'mail/organisation-set': ({ list }) => organisation.set(list),
    'mail/read-recipients': ({ tabId, host }) => recipientSelection.recipients(tabId, host),
    'mail/take-text': () => recipientSelection.take(),
    hide: () => hide({ memory, tabs }),
    'page/scanned': async (raw, sender) => {
      if (sender.tabId === undefined) return {};
      // Firefox names the address in the tab before the page that stands there has gone.
      const pageUrl = sender.isTop ? sender.frameUrl : sender.tabUrl;
      await Promise.all([
        watch.scanned(sender.tabId, pageUrl, toPageScan(raw)),
        sentUnencrypted.opened(sender.frameUrl),
      ]);
      const { tabId: id, tabUrl: url, frameUrl } = sender;
      return { guardState: await secretGuard.guardState({ id, url, frameUrl }) };
    },
    'page/restored': async () => ({ isWatched: (await memory.session.get()) !== undefined }),
    'secret/entered': async ({ target, asks, cause }, { tabId, tabUrl, frameUrl }) => ({
      isHeldBack:
        tabId !== undefined &&
        (await secretGuard.entered({ id: tabId, url: tabUrl, frameUrl }, target, asks, cause)),
    }),
    'secret/typed': async (_, { tabUrl, frameUrl }) => {
      await Promise.all([secretGuard.typed(tabUrl), sentUnencrypted.sent(frameUrl, ['password'])]);
    },
    'page/used': async (_, { tabId, tabUrl }) => {
      if (tabId !== undefined) await watch.touch(tabId, new URL(tabUrl).host);
    },
    'page/sent': ({ target, asks }, { tabUrl }) => sentUnencrypted.sent(target, asks, tabUrl),
  };
}

const NO_TAB = Number.NaN;

/** The interstitial is opened for one tab and names it in its own address: a page, or the way to one. */
function tabIn({ frameUrl }: SenderFacts, name: 'for' | 'way'): number | undefined {
  const value = new URL(frameUrl).searchParams.get(name);
  return value === null ? undefined : Number(value);
}

function browserLanguage() {
  return LANGUAGES.find((language) => navigator.language.startsWith(language)) ?? 'en';
}
