import browser from 'webextension-polyfill';
import type { MarkCause } from '#core/session/begin.ts';

/**
 * The browser's start wakes us: what a crash left behind is put right, and pages are observed from then on. To be called
 * on the first tick.
 *
 * @returns says why this is the first background of the browser's run, where it is the first
 */
export function listenToStart(): () => MarkCause {
  let [isStart, isInstall] = [false, false];
  browser.runtime.onStartup.addListener(() => {
    isStart = true;
  });
  browser.runtime.onInstalled.addListener(({ reason }) => {
    isInstall = reason === 'install' || reason === 'update';
  });
  return () => (isInstall && !isStart ? 'install' : 'browser-start');
}
