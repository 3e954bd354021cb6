import type { JSX } from 'preact';
import { ArrivalView } from '#ui/arrival/arrival-view.tsx';
import { arrivalSamples } from '#ui/arrival/samples.ts';
import { CoverView } from '#ui/cover/cover-view.tsx';
import { coverSamples } from '#ui/cover/samples.ts';
import { GuideView } from '#ui/guide/guide-view.tsx';
import { InterstitialView } from '#ui/interstitial/interstitial-view.tsx';
import { interstitialSamples } from '#ui/interstitial/samples.ts';
import { LeaveView } from '#ui/leave/leave-view.tsx';
import { leaveSamples } from '#ui/leave/samples.ts';
import { MailView } from '#ui/mail/mail-view.tsx';
import { mailSamples } from '#ui/mail/samples.ts';
import { PopupView } from '#ui/popup/popup-view.tsx';
import { popupSamples } from '#ui/popup/samples.ts';
import { settingsSamples } from '#ui/settings/samples.ts';
import { SettingsView } from '#ui/settings/settings-view.tsx';

export type ScreenName = 'arrival' | 'popup' | 'stop' | 'leave' | 'guide' | 'settings' | 'mail' | 'cover';

/** One screen in one state. */
export interface SampleScreen {
  readonly screen: ScreenName;
  readonly state: string;
  readonly draw: () => JSX.Element;
}

function ignore(): void {}

const popupActions = {
  leavePage: ignore,
  goToReal: ignore,
  openStart: ignore,
  hide: ignore,
  reload: ignore,
  upgrade: ignore,
  openPrivate: ignore,
  openLeave: ignore,
  pickLimit: ignore,
  readLetter: ignore,
  tidyNow: ignore,
  letThrough: ignore,
};
const arrivalActions = { start: ignore, back: ignore, hide: ignore };
const mailActions = {
  choose: { answer: ignore, show: ignore, again: ignore },
  compare: ignore,
  people: { lookAt: ignore, clear: ignore },
  own: { choose: ignore, remove: ignore },
  print: ignore,
};
const settingsActions = {
  setHideAddress: ignore,
  setIdle: ignore,
  setBlocking: ignore,
  setOwn: ignore,
  setSilent: ignore,
};
const leaveActions = {
  openHost: ignore,
  markSignedOut: ignore,
  keepFile: ignore,
  pickScope: ignore,
  pickBegin: ignore,
  leaveOut: ignore,
  closeTab: ignore,
  tidy: ignore,
  stillHere: ignore,
  leaveAsItIs: ignore,
  print: ignore,
  markTask: ignore,
  showLonger: ignore,
  finish: ignore,
};

function screens<Model>(
  screen: ScreenName,
  samples: Readonly<Record<string, Model>>,
  draw: (model: Model) => JSX.Element,
): readonly SampleScreen[] {
  return Object.entries(samples).map(([state, model]) => ({ screen, state, draw: () => draw(model) }));
}

/** All screens in all states with a sample. */
export const SAMPLE_SCREENS: readonly SampleScreen[] = [
  ...screens('arrival', arrivalSamples, (model) => <ArrivalView model={model} actions={arrivalActions} />),
  ...screens('popup', popupSamples, (model) => <PopupView model={model} actions={popupActions} />),
  ...screens('stop', interstitialSamples, (model) => <InterstitialView model={model} onAnswer={ignore} />),
  ...screens('leave', leaveSamples, (model) => <LeaveView model={model} actions={leaveActions} />),
  ...screens('settings', settingsSamples, (model) => (
    <SettingsView model={model} actions={settingsActions} />
  )),
  ...screens('mail', mailSamples, (model) => <MailView model={model} actions={mailActions} />),
  ...screens('guide', { chromium: 'chromium', firefox: 'firefox' } as const, (browser) => (
    <GuideView browser={browser} onPrint={ignore} />
  )),
  ...screens('cover', coverSamples, (now) => <CoverView now={now} />),
];
