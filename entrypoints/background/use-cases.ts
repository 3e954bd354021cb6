import { createTrackerBlocking } from '#app/blocking/block-trackers.ts';
import { createGuardedNames } from '#app/mail/guarded-names.ts';
import { createOrganisation } from '#app/mail/organisation.ts';
import { createRecipientSelection } from '#app/mail/recipient-selection.ts';
import { createMemory, GOES_FIRST } from '#app/memory.ts';
import { createHttpsFirst } from '#app/network/https-first.ts';
import { createTlsObserver } from '#app/network/observe-tls.ts';
import { createRequests } from '#app/network/on-request.ts';
import { createInterstitials } from '#app/page/interstitials.ts';
import { createVisitObserver } from '#app/page/observe-visits.ts';
import { createNavigation } from '#app/page/on-navigation.ts';
import { createPageReports } from '#app/page/page-reports.ts';
import { createSecretGuard } from '#app/page/secret-guard.ts';
import { createSentUnencryptedObserver } from '#app/page/sent-unencrypted.ts';
import { createViewStates } from '#app/page/view-state.ts';
import { createClockObserver } from '#app/session/clock-watch.ts';
import { createDoublePress } from '#app/session/hide.ts';
import { currentLanguage } from '#app/session/language.ts';
import { createObserving } from '#app/session/observing.ts';
import { createOwnSession } from '#app/session/own-session.ts';
import { createSeen } from '#app/session/seen.ts';
import { createSessionControl, isShared } from '#app/session/session.ts';
import { createSessionTimer } from '#app/session/session-timer.ts';
import { createSessionStart } from '#app/session/start-session.ts';
import { createAftercare } from '#app/tidy/aftercare.ts';
import { createLeave } from '#app/tidy/leave.ts';
import { createOpenLeave } from '#app/tidy/open-leave.ts';
import { createVisitSpans } from '#app/tidy/visit-span.ts';
import { rules } from '#browser/dnr/rules.ts';
import { upgrades } from '#browser/dnr/upgrades.ts';
import { BROWSER } from '#browser/kind.ts';
import { createAfterReceiptObserver } from '#browser/observe/after-receipt.ts';
import { createDownloadObserver } from '#browser/observe/insecure-downloads.ts';
import { createNavigationObserver } from '#browser/observe/navigation.ts';
import { createRequestObserver } from '#browser/observe/requests.ts';
import { createTlsInfoReader } from '#browser/observe/tls-info.ts';
import { askPortal } from '#browser/page/captive-portal.ts';
import { readRecipients, scanPage } from '#browser/page/page-scan.ts';
import { pageScript, release } from '#browser/page/page-script.ts';
import { readClocks, STEADY_CLOCK_OUTLIVES_BACKGROUND } from '#browser/session/clock.ts';
import { tellIdleAfter } from '#browser/session/idle.ts';
import { ownComputer } from '#browser/session/own-computer.ts';
import { readOrganisationPolicy } from '#browser/session/policy.ts';
import { isAllowedInPrivate, isAllowedOnPages } from '#browser/session/private-window.ts';
import { settings } from '#browser/session/settings.ts';
import { hasCookies } from '#browser/session/sign-ins.ts';
import { createTicker } from '#browser/session/ticker.ts';
import { createZoomKeeper } from '#browser/session/zoom.ts';
import { createSessionStore } from '#browser/session-store.ts';
import { tabs } from '#browser/tabs.ts';
import { takeBaseline } from '#browser/tidy/baseline.ts';
import { baselineAt } from '#browser/tidy/baseline-at.ts';
import { cleaner } from '#browser/tidy/index.ts';
import { journal } from '#browser/tidy/journal.ts';
import { savedFiles } from '#browser/tidy/saved-files.ts';
import { toolbar } from '#browser/toolbar.ts';
import { parseOrganisation } from '#contracts/organisation-list.ts';
import { nameLists } from '#data/names.ts';
import { warnedHosts } from '#data/warned-hosts.ts';
import { later } from '#lib/limit.ts';
import { listenerGroup } from '#lib/listener-group.ts';

/** All use cases of the background, in order of their dependencies. */

const now = Date.now;
const browser = BROWSER;
export const memory = createMemory(createSessionStore(GOES_FIRST));

const names = createGuardedNames(nameLists);
const lists = {
  providers: warnedHosts,
  get names() {
    return names.all;
  },
};
export const organisation = createOrganisation({
  memory,
  readPolicy: readOrganisationPolicy,
  parse: (value) => parseOrganisation(value, names.own),
  guard: names.guard,
});
export const recipientSelection = createRecipientSelection({ memory, tabs, readRecipients });

const language = () => currentLanguage(memory, navigator.languages);
const visits = createVisitObserver({ memory, toolbar, scanPage, tabs, lists, language, now });
export const trackers = createTrackerBlocking({ memory, rules, tabs, later });
export const httpsFirst = createHttpsFirst({ memory, tabs, upgrades, visits, now, later });
const secretGuard = createSecretGuard({ memory, tabs, release, lists, now });
export const sentUnencrypted = createSentUnencryptedObserver({ memory, hasCookies, now });
export const interstitials = createInterstitials({ blockedNavigations: httpsFirst, secretGuard });
export const pageReports = createPageReports({ visits, secretGuard, sentUnencrypted });

export const clock = createClockObserver({
  memory,
  read: readClocks,
  outlivesBackground: STEADY_CLOCK_OUTLIVES_BACKGROUND,
});
const tlsInfo = createTlsInfoReader(httpsFirst.hstsSent);
const redirects = createRequestObserver(createRequests({ httpsFirst, visits, secretGuard }));
const zoom = createZoomKeeper({ zooms: memory.zooms, isWanted: () => isShared(memory) });
const navigation = createNavigationObserver(
  createNavigation({
    visits,
    httpsFirst,
    tlsInfo,
    redirects,
    trackers,
    clock,
    zoom,
    seen: createSeen({ memory }),
    tls: createTlsObserver({ memory, visits }),
  }),
);
const downloads = createDownloadObserver(
  (tabId, download) => void visits.record(tabId, { kind: 'downloaded', download }),
);
/** Listeners during a session. */
export const events = listenerGroup(navigation, redirects, downloads, zoom.events, tlsInfo);

export const aftercare = createAftercare({
  browser,
  memory,
  cleaner,
  tabs,
  later,
  now,
  observe: createAfterReceiptObserver,
});
export const observing = createObserving({ memory, takeBaseline, pageScript, clock, now });
export const sessions = createSessionControl({
  browser,
  memory,
  journal,
  settings,
  pageScript,
  observing,
  ownComputer,
  toolbar,
  visits,
  upgrades,
  trackers,
  now,
  takeBaseline,
  clock,
  aftercare,
});
export const leave = createLeave({
  browser,
  memory,
  journal,
  cleaner,
  tabs,
  spans: createVisitSpans({ memory, baselineAt, now }),
  savedFiles,
  sessions,
  observing,
  language,
  organisation,
  aftercare,
  clock,
  later,
  now,
  elapsedMs: () => performance.now(),
});
export const timer = createSessionTimer({ memory, tabs, tellIdleAfter, createTicker, leave, now });
export const openLeave = createOpenLeave({
  memory,
  tabs,
  newToken: () => crypto.randomUUID(),
  isSecondPress: createDoublePress(now),
});
export const ownSession = createOwnSession({
  memory,
  ownComputer,
  sessions,
  trackers,
  language,
  isCutShort: leave.isCutShort,
});
export const startSession = createSessionStart({
  sessions,
  keepOwn: ownSession.keep,
  timer,
  askPortal: () => askPortal(httpsFirst.portalChanged),
});
export const views = createViewStates({
  recovered: sessions.recovered,
  browser,
  memory,
  tabs,
  lists,
  visits,
  trackers,
  leave,
  aftercare,
  timer,
  isAllowedInPrivate,
  isAllowedOnPages,
  language,
});
