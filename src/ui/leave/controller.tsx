import type { LeaveState, PreviewStep } from '#contracts/messages.ts';
import type { Begin } from '#core/session/begin.ts';
import { guessLanguage, type Language } from '#core/session/session.ts';
import { type Scope, stepsByUs } from '#core/tidy/plan.ts';
import { createScreen } from '../lib/create-screen.tsx';
import type { Send } from '../send.ts';
import { createTexts, type Texts } from '../texts.tsx';
import { clearClipboard } from './clipboard.ts';
import { firstLetters } from './good-to-know.tsx';
import { LeaveView } from './leave-view.tsx';
import { loadMenus } from './menus.ts';
import type { LeaveActions, LeaveModel } from './model.ts';
import { createReceiptClock, RECEIPT_MS } from './receipt-clock.ts';

export interface LeavePorts {
  readonly send: Send;
  readonly root: Element;
  readonly browserLanguages: readonly string[];
  /** In which the browser's own menus are. */
  readonly menuLanguage: string;
  /** Given out once by “Tidy up now, no questions”: a page that is loaded again has a used one. */
  readonly quickToken: string | undefined;
}

/** Asking also wakes a background that died on the way, so that it goes on. */
const ASK_AGAIN_MS = 300;
/** While nothing runs: a countdown may begin on a page that is open already. */
const LOOK_AGAIN_MS = 1000;
const MAX_GAPS = 20;

export async function runLeave(ports: LeavePorts): Promise<void> {
  const { send, root, browserLanguages, quickToken } = ports;
  const first = await firstState(send);
  // Kept to the end: the tidy forgets the language together with everything else.
  const language = languageOf(first, browserLanguages);
  const [texts, menus] = await Promise.all([
    createTexts(language),
    loadMenus(guessLanguage([ports.menuLanguage, language])),
  ]);

  const receiptClock = createReceiptClock(document, finish);
  let hasLettersTimer = false;
  let stepBeganAtMs = 0;
  let isPolling = false;
  let gaps = 0;
  const firstModel: LeaveModel = {
    state: first,
    nowMs: Date.now(),
    menus,
    begin: usualBegin(first),
    scope: first.progress.stage === 'cut-short' ? 'everything' : scopeOf(usualBegin(first)),
    keepFiles: [],
    closeTabs: [],
    preview: undefined,
    leaveOut: [],
    isAsking: false,
    hasFailed: false,
    isLost: false,
    letters: lettersOf(first),
    stepSeconds: 0,
    doneTasks: [],
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

  /** Follows the background until there is a receipt. Whatever fails on the way is asked again. */
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

  /** Follows the countdown while the page waits for its person. */
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
    // Begun by the background: nobody pressed anything here.
    if (screen.model.state.progress.stage === 'running') await poll();
    else if (screen.model.state.progress.stage === 'finished') startReceiptTimer();
  }

  /** A press on the button that begins at once is not a sign to wait. */
  function onInput({ target }: Event): void {
    if (!(target as Element | null)?.closest?.('[data-action=tidy]')) stillHere();
  }

  function stillHere(): void {
    if (!screen.model.state.countdown || screen.model.isAsking) return;
    draw({ state: { ...screen.model.state, countdown: undefined } });
    send('timer/here', {}).catch(() => undefined);
  }

  /** Counting can take a moment, and what is asked for may change meanwhile. */
  async function count(): Promise<void> {
    const { scope, begin } = screen.model;
    if (screen.model.state.progress.stage !== 'ready') return;
    const preview = await send('leave/preview', { scope, begin }).catch(() => uncounted(scope));
    if (scope === screen.model.scope && begin === screen.model.begin) draw({ preview });
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
      const state = await send('leave/get', { begin: screen.model.begin });
      const { stage } = state.progress;
      // Between the last step and the receipt there may be nothing to tell: keep what was seen last.
      const isGap = stage === 'no-session' && screen.model.state.progress.stage === 'running';
      gaps = isGap ? gaps + 1 : 0;
      if (isGap && gaps < MAX_GAPS) return;
      const isSameStep = outcomesIn(state) === outcomesIn(screen.model.state);
      if (!isSameStep) stepBeganAtMs = Date.now();
      const hasBegun = stage === 'running' || stage === 'finished' || stage === 'no-session';
      // A choice that is no longer offered is refused by the background; another one must not take its place unseen.
      if (screen.model.begin === undefined)
        draw({
          begin: usualBegin(state),
          ...(state.begins.length > 0 && { scope: scopeOf(usualBegin(state)) }),
        });
      draw({
        state,
        isLost: false,
        isAsking: screen.model.isAsking && !hasBegun,
        stepSeconds: stage === 'running' ? Math.floor((Date.now() - stepBeganAtMs) / 1000) : 0,
        // What the tidy has forgotten is not forgotten here yet.
        letters: stage === 'ready' ? lettersOf(state) : screen.model.letters,
      });
    } catch {
      draw({ isLost: true });
    }
  }

  function startReceiptTimer(): void {
    // The receipt can be shown longer, the letters cannot.
    if (!hasLettersTimer) setTimeout(() => draw({ letters: [] }), RECEIPT_MS);
    hasLettersTimer = true;
    receiptClock.start();
    void observeReceipt();
  }

  let isWatching = false;

  /** What still comes from the network is cleared and counted while the receipt is shown. */
  async function observeReceipt(): Promise<void> {
    if (isWatching) return;
    isWatching = true;
    while (!screen.model.isOver) {
      await pause(LOOK_AGAIN_MS);
      const state = await send('leave/get', {}).catch(() => undefined);
      // Whoever starts a session next begins something of their own.
      if (state?.progress.stage === 'finished' && !screen.model.isOver) draw({ state });
    }
  }

  function finish(): void {
    receiptClock.stop();
    draw({ isOver: true });
    send('leave/forget', {}).catch(() => undefined);
  }

  async function tidy(): Promise<void> {
    if (screen.model.isAsking) return;
    draw({ isAsking: true, hasFailed: false });
    const clipboardCleared = await clearClipboard(document);
    const { scope, begin, keepFiles, leaveOut, closeTabs } = screen.model;
    const request = {
      scope,
      begin,
      clipboardCleared,
      keepFiles: [...keepFiles],
      leaveOut: [...leaveOut],
      closeTabs: [...closeTabs],
    };
    send('leave/tidy', request).catch(async () => {
      // A background that died after it had begun has not refused: the state says which it was.
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
    pickBegin: (begin) => {
      draw({ begin, scope: scopeOf(begin), preview: undefined, leaveOut: [] });
      void count();
      void refresh();
    },
    tidy: () => void tidy(),
    stillHere,
    leaveAsItIs: finish,
    print: () => {
      // What is printed gets the page's name as its own, in lists of the printer too.
      const title = document.title;
      document.title = texts.t('later.paperTitle');
      document.defaultView?.print();
      document.title = title;
    },
    markTask: (id, isDone) => {
      const others = screen.model.doneTasks.filter((task) => task !== id);
      draw({ doneTasks: isDone ? [...others, id] : others });
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
  // Everything is other people's too, and nobody was asked.
  const isHarmless = screen.model.scope === 'sitting';
  if (isQuick && isHarmless && first.progress.stage === 'ready') await tidy();
  else if (first.progress.stage === 'running') await poll();
  else if (first.progress.stage === 'finished') startReceiptTimer();

  for (const input of ['keydown', 'pointerdown']) document.addEventListener(input, onInput);
  void count();
  void findSignIns();
  void waitForPerson();

  // Signing out happens in other tabs: what changed there is shown on coming back.
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && screen.model.state.progress.stage === 'ready' && !screen.model.isAsking) {
      void refresh();
      void count();
      void findSignIns();
    }
  });
}

/** Where nobody pressed Start: what happened last before the person can have come. */
function usualBegin({ begins }: LeaveState): Begin | undefined {
  return (begins.find(({ id }) => id === 'mark') ?? begins[0])?.id;
}

function scopeOf(begin: Begin | undefined): Scope {
  return begin === 'everything' ? 'everything' : 'sitting';
}

function lettersOf({ signOut }: LeaveState): readonly string[] {
  return firstLetters(signOut.filter(({ isGuess }) => !isGuess).map(({ host }) => host));
}

/** `undefined`: no tidy is under way. */
function outcomesIn({ progress }: LeaveState): number | undefined {
  return progress.stage === 'running' ? progress.outcomes.length : undefined;
}

/** Read in the row of tabs, where the page may stand unseen. */
function titleOf({ progress, countdown, minutesLeft }: LeaveState, { t }: Texts): string {
  if (progress.stage !== 'ready') return t('tidy.open');
  if (countdown) return t(`countdown.${countdown.cause}`);
  return minutesLeft === undefined ? t('tidy.open') : t('time.left', { count: minutesLeft });
}

/** The background may be starting, or have died a moment ago. */
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
