import browser from 'webextension-polyfill';
import { defineBackground } from 'wxt/utils/define-background';
import { createTrackerBlocking } from '#app/blocking/block-trackers.ts';
import { createOrganisation } from '#app/mail/organisation.ts';
import { createRecipientSelection } from '#app/mail/recipient-selection.ts';
import { createHttpsFirst } from '#app/network/https-first.ts';
import { createTlsObserver } from '#app/network/observe-tls.ts';
import { createVisitObserver } from '#app/page/observe-visits.ts';
import { createNavigation } from '#app/page/on-navigation.ts';
import { createSecretGuard } from '#app/page/secret-guard.ts';
import { createSentUnencryptedObserver } from '#app/page/sent-unencrypted.ts';
import { createClockObserver } from '#app/session/clock-watch.ts';
import { createDoublePress, hide } from '#app/session/hide.ts';
import { createSeen } from '#app/session/seen.ts';
import { createSessionControl } from '#app/session/session.ts';
import { createSessionTimer } from '#app/session/session-timer.ts';
import { createAftercare } from '#app/tidy/aftercare.ts';
import { createLeave } from '#app/tidy/leave.ts';
import { createOpenLeave } from '#app/tidy/open-leave.ts';
import { listenToAddressMenu } from '#browser/address-menu.ts';
import { listenToBlocked, rules } from '#browser/dnr/rules.ts';
import { upgrades } from '#browser/dnr/upgrades.ts';
import { BROWSER } from '#browser/kind.ts';
import { memory } from '#browser/memory.ts';
import { answer } from '#browser/messaging.ts';
import { createAfterReceiptObserver } from '#browser/observe/after-receipt.ts';
import { downloads } from '#browser/observe/downloads.ts';
import { createNavigationObserver } from '#browser/observe/navigation.ts';
import { createRequestObserver } from '#browser/observe/requests.ts';
import { createTlsInfoReader } from '#browser/observe/tls-info.ts';
import { listenToPortal } from '#browser/page/captive-portal.ts';
import { pages } from '#browser/page/pages.ts';
import { readClocks, STEADY_CLOCK_OUTLIVES_BACKGROUND } from '#browser/session/clock.ts';
import { idle, listenToInput } from '#browser/session/idle.ts';
import { listenToPolicy, policy } from '#browser/session/policy.ts';
import { settings } from '#browser/session/settings.ts';
import { signIns } from '#browser/session/sign-ins.ts';
import { createTicker } from '#browser/session/ticker.ts';
import { createZoomKeeper } from '#browser/session/zoom.ts';
import { tabs } from '#browser/tabs.ts';
import { takeBaseline } from '#browser/tidy/baseline.ts';
import { cleaner } from '#browser/tidy/index.ts';
import { journal } from '#browser/tidy/journal.ts';
import { createSavedFileObserver } from '#browser/tidy/saved-files.ts';
import { toolbar } from '#browser/toolbar.ts';
import { parseOrganisation } from '#contracts/organisation-list.ts';
import { guardedNames } from '#core/mail/organisation.ts';
import { indexNames, withNames } from '#core/page/look-alike.ts';
import { nameLists } from '#data/names.ts';
import { warnedHosts } from '#data/warned-hosts.ts';
import { later } from '#lib/limit.ts';
import { listenerGroup } from '#lib/listener-group.ts';
import { createHandlers } from './handlers.ts';

/** Joins the use cases with this browser. Every listener is registered on the first tick. */
export default defineBackground(() => {
  const now = Date.now;
  let names = indexNames(nameLists);
  const lists = {
    providers: warnedHosts,
    get names() {
      return names;
    },
  };
  const watch = createVisitObserver({ memory, toolbar, pages, tabs, lists });
  const trackers = createTrackerBlocking({ memory, rules, tabs, later });
  const clock = createClockObserver({
    memory,
    read: readClocks,
    outlivesBackground: STEADY_CLOCK_OUTLIVES_BACKGROUND,
  });
  const aftercare = createAftercare({
    browser: BROWSER,
    memory,
    cleaner,
    tabs,
    later,
    now,
    observe: createAfterReceiptObserver,
  });
  const seen = createSeen({ memory });
  const zoom = createZoomKeeper({
    zooms: memory.zooms,
    isWanted: async () => (await memory.session.get())?.place === 'cafe',
  });
  const openLeave = createOpenLeave({ memory, tabs, newToken: () => crypto.randomUUID() });
  const httpsFirst = createHttpsFirst({ memory, tabs, upgrades, watch, now, later });
  const secretGuard = createSecretGuard({ memory, tabs, pages, lists });
  const sentUnencrypted = createSentUnencryptedObserver({ memory, signIns });
  const tlsInfo = createTlsInfoReader((page, header) => void httpsFirst.hstsSent(page, header));
  const requests = createRequestObserver({
    onUpgraded: (...upgrade) => void httpsFirst.upgraded(...upgrade),
    onAsked: (tabId, host) => void httpsFirst.asks(tabId, host),
    onAnswered: (tabId, answered) => httpsFirst.answered(tabId, answered),
    onHsts: (page) => void httpsFirst.hstsSent(page),
    onRedirected: (...hop) => void httpsFirst.redirected(...hop),
    onAsksPassword: (tabId, page, url) => {
      void watch.record(tabId, { kind: 'auth-asked', page });
      void secretGuard.windowAsks(tabId, url);
    },
  });
  const navigation = createNavigationObserver(
    createNavigation({
      visits: watch,
      httpsFirst,
      tlsInfo,
      redirects: requests,
      trackers,
      clock,
      zoom,
      seen,
      tls: createTlsObserver({ memory, watch }),
    }),
  );
  const savedFiles = createSavedFileObserver(
    (tabId, download) => void watch.record(tabId, { kind: 'downloaded', download }),
  );
  const events = listenerGroup(navigation, requests, savedFiles, zoom.events);
  const sessions = createSessionControl({
    browser: BROWSER,
    memory,
    journal,
    settings,
    pages,
    tlsInfo,
    events,
    toolbar,
    upgrades,
    trackers,
    now,
    takeBaseline,
    clock,
    aftercare,
  });
  const organisation = createOrganisation({
    memory,
    policy,
    parse: (value) => parseOrganisation(value, indexNames(nameLists)),
    guard: (list) => {
      names = indexNames(() => withNames(nameLists(), guardedNames(list)));
    },
  });
  const recipientSelection = createRecipientSelection({ memory, tabs, pages });
  const leave = createLeave({
    browser: BROWSER,
    memory,
    journal,
    cleaner,
    downloads,
    tabs,
    sessions,
    aftercare,
    clock,
    later,
    now,
    elapsedMs: () => performance.now(),
  });
  const timer = createSessionTimer({ memory, tabs, idle, createTicker, leave, now });
  const isSecondPress = createDoublePress(now);

  answer(
    createHandlers({
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
    }),
  );
  listenToBlocked(trackers.blocked);
  // Taken back below where no session runs, and where no receipt was written.
  events.start();
  aftercare.listen();
  listenToPortal((...state) => void httpsFirst.portalChanged(...state));
  listenToPolicy(() => void organisation.refresh());
  listenToAddressMenu((text, tabId) => void recipientSelection.selection(text, tabId));
  listenToInput((state) => void timer.inputChanged(state));
  browser.commands.onCommand.addListener((command) => {
    if (command === 'hide') void hide({ memory, tabs });
    if (command === 'tidy-now' && isSecondPress()) void openLeave.open(true);
  });
  // Registered so that the browser's start wakes us: what a crash left behind is put right below.
  browser.runtime.onStartup.addListener(() => undefined);

  void leave
    .resume()
    .then(sessions.recover)
    .then(httpsFirst.resume)
    .then(trackers.resume)
    .then(organisation.refresh)
    .then(aftercare.resume)
    .then(clock.look)
    .then(() => timer.tick());
});
