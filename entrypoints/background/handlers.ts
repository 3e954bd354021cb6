import { upgradePage } from '#app/network/upgrade-page.ts';
import { hide } from '#app/session/hide.ts';
import { changeVoice, readVoice } from '#app/session/voice.ts';
import { findSignIns, markSignedOut, openSignOut } from '#app/tidy/sign-out.ts';
import type { Handlers } from '#browser/messaging.ts';
import { openPrivateWindow } from '#browser/session/private-window.ts';
import { newCookies } from '#browser/session/sign-ins.ts';
import { tabs } from '#browser/tabs.ts';
import { signOutPage } from '#data/sign-out.ts';
import {
  interstitials,
  leave,
  memory,
  openLeave,
  organisation,
  ownSession,
  pageReports,
  recipientSelection,
  sentUnencrypted,
  sessions,
  startSession,
  timer,
  trackers,
  views,
} from './use-cases.ts';

/** The use case for each message. */
export const handlers: Handlers = {
  'popup/get': ({ tabId }) => views.popup(tabId),
  'visit/inspect': ({ tabId }) => views.inspected(tabId),
  'page/upgrade': ({ tabId }) => upgradePage(tabs, tabId),
  'page/reload': ({ tabId }) => tabs.reload(tabId),
  'private/open': openPrivateWindow,

  'session/start': startSession,
  'voice/get': () => readVoice(memory),
  'voice/change': (change) => changeVoice(memory, sessions, change).finally(ownSession.changed),
  'own-computer/get': ownSession.state,
  'own-computer/set': ({ isKept }) => ownSession.keep(isKept),
  'session/get': () => memory.session.get(),
  'session/change': sessions.change,
  'timer/get': views.timer,
  'timer/change': views.changeTimer,
  'timer/here': timer.stillHere,
  hide: () => hide({ memory, tabs }),

  'blocking/get': views.blocking,
  'blocking/set': ({ isOn }) => views.setBlocking(isOn).finally(ownSession.changed),
  'blocking/pause': ({ tabId, isPaused }) => trackers.pause(tabId, isPaused),

  'interstitial/get': (_, { frameUrl }) => interstitials.get(frameUrl),
  'interstitial/answer': ({ answer }, { frameUrl, tabId }) => interstitials.answer(frameUrl, answer, tabId),

  'leave/get': ({ begin }, { tabId }) => views.leave(begin, tabId),
  'leave/open': ({ quick }) => openLeave.open(quick),
  'leave/take-token': ({ token }) => openLeave.takeToken(token),
  'leave/sign-out': ({ host, isDone }) => markSignedOut(memory, host, isDone),
  'leave/open-host': ({ host }) => openSignOut({ memory, tabs }, host, signOutPage),
  'leave/find-sign-ins': () => findSignIns({ memory, newCookies }),
  'leave/preview': (asked, { tabId }) => leave.preview(asked, tabId),
  // Not awaited until the end, which a reply would not survive if the background ended; the page polls the state.
  'leave/tidy': (request, { tabId: leaveTabId }) => leave.begin({ ...request, leaveTabId }),
  'leave/forget': () => leave.forget().then(ownSession.resume),

  'mail/organisation': organisation.get,
  'mail/organisation-set': ({ list }) => organisation.set(list),
  'mail/read-recipients': ({ tabId, host }) => recipientSelection.recipients(tabId, host),
  'mail/take-text': recipientSelection.take,

  'page/scanned': pageReports.scanned,
  'page/used': (_, sender) => pageReports.used(sender),
  'page/sent': ({ target, asks }, { tabUrl: url, isPrivate }) =>
    sentUnencrypted.sent(target, asks, { url, isPrivate }),
  'secret/entered': pageReports.entered,
  'secret/typed': (_, sender) => pageReports.typed(sender),
};
