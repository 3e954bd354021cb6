import { defineBackground } from 'wxt/utils/define-background';
import { hide } from '#app/session/hide.ts';
import { forgetPrivate } from '#app/session/private-windows.ts';
import { listenToAddressMenu } from '#browser/address-menu.ts';
import { listenToCommands } from '#browser/commands.ts';
import { listenToBlocked } from '#browser/dnr/rules.ts';
import { answer } from '#browser/messaging.ts';
import { listenToPortal } from '#browser/page/captive-portal.ts';
import { listenToInput } from '#browser/session/idle.ts';
import { listenToPolicy } from '#browser/session/policy.ts';
import { listenToPrivateEnd } from '#browser/session/private-window.ts';
import { listenToStart } from '#browser/session/start.ts';
import { tabs } from '#browser/tabs.ts';
import { handlers } from './handlers.ts';
import {
  aftercare,
  clock,
  events,
  httpsFirst,
  leave,
  memory,
  observing,
  openLeave,
  organisation,
  ownSession,
  recipientSelection,
  sessions,
  timer,
  trackers,
} from './use-cases.ts';

/** Registers every listener on the first tick, so that they can wake the background. */
export default defineBackground(() => {
  answer(handlers);
  listenToBlocked(trackers.blocked);
  // Removed below if no session runs, or no receipt was written.
  events.start();
  // Taken back below where no receipt was written.
  aftercare.listen();
  listenToPortal((...state) => void httpsFirst.portalChanged(...state));
  listenToPolicy(() => void organisation.refresh());
  listenToPrivateEnd(() => void forgetPrivate(memory));
  listenToAddressMenu((text, tabId) => void recipientSelection.selection(text, tabId));
  listenToInput((state) => void timer.inputChanged(state));
  listenToCommands({
    hide: () => void hide({ memory, tabs }),
    'tidy-now': () => void openLeave.keyPressed(),
  });
  const wokenBy = listenToStart();

  void leave
    .resume()
    .then(sessions.recover)
    .then(() => observing.resume(wokenBy()))
    .then(ownSession.resume)
    .then(httpsFirst.resume)
    .then(trackers.resume)
    .then(organisation.refresh)
    .then(aftercare.resume)
    .then(clock.look)
    .then(timer.tick);
});
