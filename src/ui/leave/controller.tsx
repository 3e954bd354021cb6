import type { LeaveState, PreviewStep } from '#contracts/messages.ts';
import { guessLanguage, type Language } from '#core/session/session.ts';
import { type Scope, stepsByUs } from '#core/tidy/plan.ts';
import { createScreen } from '../lib/create-screen.tsx';
import type { Send } from '../send.ts';
import { createTexts, type Texts } from '../texts.tsx';
import { clearClipboard } from './clipboard.ts';
import { firstLetters } from './leave-steps.tsx';
import { LeaveView } from './leave-view.tsx';
import type { LeaveActions, LeaveModel } from './model.ts';

export interface LeavePorts {
  readonly send: Send;
  readonly root: Element;
  readonly browserLanguages: readonly string[];
  /** Issued once by “Tidy up now, no questions”; a reloaded page has a used one. */
  readonly quickToken: string | undefined;
}

/** Polling also wakes a background that ended during the tidy, so that it resumes. */
const ASK_AGAIN_MS = 300;
/** Without a tidy: a countdown may start while the page is open. */
const LOOK_AGAIN_MS = 1000;
/** Only as long as it takes to read: the next person may be waiting. */
const RECEIPT_MS = 60_000;
const MAX_GAPS = 20;

export async function runLeave({ send, root, browserLanguages, quickToken }: LeavePorts): Promise<void> {
  const first = await firstState(send);
  // Created once: the tidy clears the language with the session.
  const texts = await createTexts(languageOf(first, browserLanguages));

  let receiptTimer: ReturnType<typeof setTimeout> | undefined;
  let hasLettersTimer = false;
  let stepBeganAtMs = 0;
  let isPolling = false;
  let gaps = 0;
  const firstModel: LeaveModel = {
    state: first,
    scope: first.progress.stage === 'cut-short' ? 'everything' : 'sitting',
    keepFiles: [],
    closeTabs: [],
    preview: undefined,
    leaveOut: [],
    isAsking: false,
    hasFailed: false,
    isLost: false,
    letters: lettersOf(first),
    stepSeconds: 0,
    isExtended: false,
    isOver: false,
  };

  const screen = createScreen(
    {
      root,
      texts,
      title: ({ state }, spoken) => titleOf(state, spoken),
      // Told to nobody: what a tidy forgot is not to be known again.
      speakIn: createTexts,
      view: (model) => <LeaveView model={model} actions={actions} />,
    },
    firstModel,
  );
  const { draw } = screen;

  /** Polls until there is a receipt, and ignores failures. */
  async function poll(): Promise<void> {
    if (isPolling) return;
    isPolling = true;
    while (screen.model.state.progress.stage === 'running' || screen.model.isAsking) {
      await pause(ASK_AGAIN_MS);
      await refresh();
    }
    isPolling = false;
    if (screen.model.state.progress.stage === 'finished') startReceiptTimer();
  }

  /** Shows the countdown while the page is idle. */
  async function waitForPerson(): Promise<void> {
    while (screen.model.state.progress.stage === 'ready' && !screen.model.isOver) {
      await pause(LOOK_AGAIN_MS);
      if (screen.model.isAsking || document.hidden) continue;
      await refresh();
      const { progress, countdown } = screen.model.state;
      if (progress.stage === 'ready' && countdown?.leftMs === 0) {
        draw({ scope: 'sitting' });
        await tidy();
      }
    }
    // Started by the background.
    if (screen.model.state.progress.stage === 'running') await poll();
    else if (screen.model.state.progress.stage === 'finished') startReceiptTimer();
  }

  /** A click on the button that starts at once does not cancel the countdown. */
  function onInput({ target }: Event): void {
    if (!(target as Element | null)?.closest?.('[data-action=tidy]')) stillHere();
  }

  function stillHere(): void {
    if (!screen.model.state.countdown || screen.model.isAsking) return;
    draw({ state: { ...screen.model.state, countdown: undefined } });
    send('timer/here', {}).catch(() => undefined);
  }

  /** Counts the preview; the selection may change meanwhile. */
  async function count(): Promise<void> {
    const { scope } = screen.model;
    if (screen.model.state.progress.stage !== 'ready') return;
    const preview = await send('leave/preview', { scope }).catch(() => uncounted(scope));
    if (scope === screen.model.scope) draw({ preview });
  }

  function uncounted(scope: Scope): readonly PreviewStep[] {
    return stepsByUs(screen.model.state.browser, scope).map((step) => ({ ...step, count: undefined }));
  }

  async function findSignIns(): Promise<void> {
    if (screen.model.state.progress.stage !== 'ready') return;
    const isFound = await send('leave/find-sign-ins', {}).catch(() => false);
    if (isFound && !screen.model.isAsking) await refresh();
  }

  async function refresh(): Promise<void> {
    try {
      const state = await send('leave/get', {});
      const { stage } = state.progress;
      // Between the last step and the receipt the background may have no state: keep the last one.
      const isGap = stage === 'no-session' && screen.model.state.progress.stage === 'running';
      gaps = isGap ? gaps + 1 : 0;
      if (isGap && gaps < MAX_GAPS) return;
      const isSameStep = outcomesIn(state) === outcomesIn(screen.model.state);
      if (!isSameStep) stepBeganAtMs = Date.now();
      const hasBegun = stage === 'running' || stage === 'finished' || stage === 'no-session';
      draw({
        state,
        isLost: false,
        isAsking: screen.model.isAsking && !hasBegun,
        stepSeconds: stage === 'running' ? Math.floor((Date.now() - stepBeganAtMs) / 1000) : 0,
        // The tidy clears the hosts, but the letters stay on the page.
        letters: stage === 'ready' ? lettersOf(state) : screen.model.letters,
      });
    } catch {
      draw({ isLost: true });
    }
  }

  function startReceiptTimer(): void {
    clearTimeout(receiptTimer);
    // The receipt can be shown longer, the letters cannot.
    if (!hasLettersTimer) setTimeout(() => draw({ letters: [] }), RECEIPT_MS);
    hasLettersTimer = true;
    receiptTimer = setTimeout(finish, RECEIPT_MS);
    void observeReceipt();
  }

  let isWatching = false;

  /** Polls for late data while the receipt is shown. */
  async function observeReceipt(): Promise<void> {
    if (isWatching) return;
    isWatching = true;
    while (!screen.model.isOver) {
      await pause(LOOK_AGAIN_MS);
      const state = await send('leave/get', {}).catch(() => undefined);
      // A new session is not this page's.
      if (state?.progress.stage === 'finished' && !screen.model.isOver) draw({ state });
    }
  }

  function finish(): void {
    clearTimeout(receiptTimer);
    draw({ isOver: true });
    send('leave/forget', {}).catch(() => undefined);
  }

  async function tidy(): Promise<void> {
    if (screen.model.isAsking) return;
    draw({ isAsking: true, hasFailed: false });
    const clipboardCleared = await clearClipboard(document);
    const { scope, keepFiles, leaveOut, closeTabs } = screen.model;
    const request = {
      scope,
      clipboardCleared,
      keepFiles: [...keepFiles],
      leaveOut: [...leaveOut],
      closeTabs: [...closeTabs],
    };
    send('leave/tidy', request).catch(async () => {
      // If the background ended after the start, the tidy was not refused: the state tells.
      await refresh();
      if (screen.model.isAsking) draw({ isAsking: false, hasFailed: true });
    });
    await poll();
  }

  const actions: LeaveActions = {
    openHost: (host) => void send('leave/open-host', { host }).catch(() => undefined),
    markSignedOut: (host, isDone) => {
      const signOut = screen.model.state.signOut.map((entry) =>
        entry.host === host ? { ...entry, isDone } : entry,
      );
      draw({ state: { ...screen.model.state, signOut } });
      void send('leave/sign-out', { host, isDone }).catch(() => undefined);
    },
    keepFile: (id, isKept) => {
      const others = screen.model.keepFiles.filter((kept) => kept !== id);
      draw({ keepFiles: isKept ? [...others, id] : others });
    },
    leaveOut: (id, isLeftOut) => {
      const others = screen.model.leaveOut.filter((step) => step !== id);
      draw({ leaveOut: isLeftOut ? [...others, id] : others });
    },
    closeTab: (id, isClosed) => {
      const others = screen.model.closeTabs.filter((tab) => tab !== id);
      draw({ closeTabs: isClosed ? [...others, id] : others });
    },
    pickScope: (scope) => {
      draw({ scope, preview: undefined, leaveOut: [] });
      void count();
    },
    tidy: () => void tidy(),
    stillHere,
    leaveAsItIs: finish,
    print: () => {
      // Printed pages, and lists of print jobs, use the title.
      const title = document.title;
      document.title = texts.t('later.paperTitle');
      document.defaultView?.print();
      document.title = title;
    },
    showLonger: () => {
      startReceiptTimer();
      draw({ isExtended: true });
    },
    finish,
  };

  draw();
  const isQuick =
    quickToken !== undefined && (await send('leave/take-token', { token: quickToken }).catch(() => false));
  if (isQuick && first.progress.stage === 'ready') await tidy();
  else if (first.progress.stage === 'running') await poll();
  else if (first.progress.stage === 'finished') startReceiptTimer();

  for (const input of ['keydown', 'pointerdown']) document.addEventListener(input, onInput);
  void count();
  void findSignIns();
  void waitForPerson();

  // Signing out happens in other tabs, so update when the page is shown again.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && screen.model.state.progress.stage === 'ready' && !screen.model.isAsking) {
      void refresh();
      void count();
      void findSignIns();
    }
  });
}

function lettersOf({ signOut }: LeaveState): readonly string[] {
  return firstLetters(signOut.filter(({ isGuess }) => !isGuess).map(({ host }) => host));
}

/** `undefined`: no tidy in progress. */
function outcomesIn({ progress }: LeaveState): number | undefined {
  return progress.stage === 'running' ? progress.outcomes.length : undefined;
}

/** Readable in the tab strip while the page is in the background. */
function titleOf({ progress, countdown, minutesLeft }: LeaveState, { t }: Texts): string {
  if (progress.stage !== 'ready') return t('tidy.open');
  if (countdown) return t(`countdown.${countdown.cause}`);
  return minutesLeft === undefined ? t('tidy.open') : t('time.left', { count: minutesLeft });
}

/** Retries, because the background may be starting or have just ended. */
async function firstState(send: Send): Promise<LeaveState> {
  for (;;) {
    try {
      return await send('leave/get', {});
    } catch {
      await pause(ASK_AGAIN_MS);
    }
  }
}

function languageOf(state: LeaveState, browserLanguages: readonly string[]): Language {
  const { stage } = state.progress;
  const isKnown = stage !== 'no-session' && stage !== 'cut-short';
  return isKnown ? state.language : guessLanguage(browserLanguages);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
