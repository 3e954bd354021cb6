import type { PageState, PopupState } from '#contracts/messages.ts';
import type { DeepScan } from '#core/page/deep-scan.ts';
import { inspect } from '#core/page/detectors/index.ts';
import type { Lists } from '#core/page/finding.ts';
import { judge } from '#core/page/verdict.ts';
import type { Visit } from '#core/page/visit.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { guessLanguage, type Language, type Session } from '#core/session/session.ts';
import { type ArrivalActions, type ArrivalModel, ArrivalView } from '../arrival/arrival-view.tsx';
import { createScreen } from '../lib/create-screen.tsx';
import type { Send } from '../send.ts';
import { createTexts, type Texts } from '../texts.tsx';
import { askFirst, type PendingAnswer } from './ask-first.ts';
import type { PageStatusModel, PopupActions, PopupModel } from './model.ts';
import { PopupView } from './popup-view.tsx';
import type { ServiceLook } from './service-card.tsx';

type PopupLists = Omit<Lists, 'names'>;
type SeenPage = Extract<PageState, { kind: 'visit' }>;

export interface PopupPorts {
  readonly send: Send;
  readonly browser: BrowserKind;
  readonly root: Element;
  /** Asked before the popup was loaded. */
  readonly first: PendingAnswer;
  /** All lists except the look-alike names. */
  readonly loadLists: () => Promise<PopupLists>;
  /** Called after the state of the page is shown; `undefined` if the page cannot be scanned. */
  readonly runDeepScan: (tabId: number, visit: Visit) => Promise<DeepScan | undefined>;
  /** Called after the state of the page is shown. */
  readonly findService: (visit: Visit) => Promise<ServiceLook | undefined>;
  /** The browser's languages, best first; used until a language is chosen. */
  readonly browserLanguages: readonly string[];
  readonly closePopup: () => void;
}

/** After a reload the page needs a moment before it can be scanned. */
const LOOK_AGAIN_MS = 500;
const LOOK_AGAIN_TIMES = 12;

/** Runs the popup: renders it, and again with each new fact. */
export async function runPopup(ports: PopupPorts): Promise<void> {
  const guess = guessLanguage(ports.browserLanguages);
  // Usually right, and loaded while the background responds.
  const guessed = createTexts(guess);
  const { tabId, state } = await ports.first;
  const language = state.session?.language ?? guess;
  const texts = language === guess ? await guessed : await createTexts(language);
  if (state.session) await runSession(ports, tabId, texts, state, state.session);
  else runArrival(ports, tabId, texts, state);
}

function runArrival(ports: PopupPorts, tabId: number | undefined, texts: Texts, state: PopupState): void {
  const first: ArrivalModel = {
    browser: ports.browser,
    windowKind: state.windowKind,
    isAllowedInPrivate: state.isAllowedInPrivate,
    cutShort: state.cutShort,
    isStarting: false,
    hasFailed: false,
  };
  const screen = createScreen(
    { root: ports.root, texts, view: (model) => <ArrivalView model={model} actions={actions} /> },
    first,
  );
  const { draw } = screen;

  const actions: ArrivalActions = {
    pickLanguage: (language) => void pickLanguage(language),
    start: (place, limit, isPrivate) => {
      draw({ isStarting: true, hasFailed: false });
      ports
        .send('session/start', { place, language: screen.texts.language, limit })
        // In this order, so that the new window belongs to the session.
        .then(() => (isPrivate ? openPrivate() : undefined))
        .then(() => askFirst(ports.send, Promise.resolve(tabId)))
        .then(async ({ state: next }) => {
          if (!next.session) throw new Error('The session did not start.');
          await runSession(ports, tabId, screen.texts, next, next.session);
        })
        .catch(() => draw({ isStarting: false, hasFailed: true }));
    },
    openLeave: () => {
      ports.send('leave/open', { quick: false }).then(ports.closePopup, () => draw({ hasFailed: true }));
    },
  };

  /** If the window cannot be opened, the popup explains how to open one by hand. */
  async function openPrivate(): Promise<void> {
    const isOpen = await ports.send('private/open', {}).catch(() => false);
    if (isOpen) ports.closePopup();
  }

  async function pickLanguage(language: Language): Promise<void> {
    screen.speak(await createTexts(language));
    draw();
  }

  draw();
}

async function runSession(
  ports: PopupPorts,
  tabId: number | undefined,
  texts: Texts,
  state: PopupState,
  session: Session,
): Promise<void> {
  const { send } = ports;
  const first: PopupModel = {
    browser: ports.browser,
    place: session.place,
    pageStatus: firstScan(state, tabId),
    windowKind: state.windowKind,
    isAllowedInPrivate: state.isAllowedInPrivate,
    hasPrivateFailed: false,
    blocking: state.blocking,
    cutShort: state.cutShort,
    settings: session.settings,
    minutesLeft: state.minutesLeft,
    service: undefined,
    letter: undefined,
    hasFailed: false,
  };

  const screen = createScreen(
    { root: ports.root, texts, view: (model) => <PopupView model={model} actions={actions} /> },
    first,
  );
  const { draw } = screen;

  let looks = 0;

  /**
   * @param known - of a scan that is complete
   * @returns whether the page was scanned
   */
  async function inspect(known?: PageState): Promise<boolean> {
    looks += 1;
    if (tabId === undefined || !state.isAllowedOnPages) return true;
    const asked = known ?? inspectPage(send, tabId);
    const [page, lists] = await Promise.all([asked, ports.loadLists().catch(() => ({}))]);
    const next = pageStatusOf(page, lists);
    draw({ pageStatus: next });
    if (page.kind === 'visit') {
      void showService(page.visit);
      void showDeepScan(tabId, page, lists);
    }
    return next.kind !== 'not-seen' && (next.kind !== 'seen' || next.isScanned);
  }

  /** Trackers are no warnings, so they may appear after the state of the page. */
  async function showDeepScan(shownTab: number, page: SeenPage, lists: PopupLists): Promise<void> {
    const turn = looks;
    const deepScan = await ports.runDeepScan(shownTab, page.visit).catch(() => undefined);
    if (deepScan && turn === looks && screen.model.pageStatus.kind === 'seen') {
      draw({ pageStatus: pageStatusOf({ ...page, visit: { ...page.visit, deepScan } }, lists) });
    }
  }

  async function showService(visit: Visit): Promise<void> {
    const service = await ports.findService(visit).catch(() => undefined);
    if (service || screen.model.service) draw({ service });
  }

  async function lookUntilSeen(): Promise<void> {
    for (let times = 0; times < LOOK_AGAIN_TIMES; times += 1) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      if (await inspect()) return;
    }
  }

  function ask(work: Promise<unknown>, then: () => void): void {
    work.then(then, () => draw({ hasFailed: true }));
  }

  const actions: PopupActions = {
    hide: () => ask(send('hide', {}), ports.closePopup),
    reload: () => {
      if (tabId === undefined) return;
      draw({ pageStatus: { kind: 'pending' }, hasFailed: false });
      ask(send('page/reload', { tabId }), () => void lookUntilSeen());
    },
    letThrough: (isPaused) => {
      if (tabId === undefined) return;
      draw({ pageStatus: { kind: 'pending' }, hasFailed: false });
      ask(send('blocking/pause', { tabId, isPaused }), () => {
        draw({ blocking: screen.model.blocking && { ...screen.model.blocking, isPaused } });
        void lookUntilSeen();
      });
    },
    upgrade: () => {
      if (tabId === undefined) return;
      ask(send('page/upgrade', { tabId }), ports.closePopup);
    },
    openPrivate: () => {
      send('private/open', {})
        .catch(() => false)
        .then((isOpen) => (isOpen ? ports.closePopup() : draw({ hasPrivateFailed: true })));
    },
    openLeave: () => ask(send('leave/open', { quick: false }), ports.closePopup),
    pickLimit: (limit) => {
      send('timer/change', { limit }).then(
        (timer) => draw({ minutesLeft: timer?.minutesLeft }),
        () => draw({ hasFailed: true }),
      );
    },
    readLetter: () => {
      const { service } = screen.model;
      if (tabId === undefined || !service) return;
      draw({ letter: undefined, hasFailed: false });
      send('mail/read-recipients', { tabId, host: service.host }).then(
        (came) => (came === 'opened' ? ports.closePopup() : draw({ letter: came })),
        () => draw({ hasFailed: true }),
      );
    },
    tidyNow: () => ask(send('leave/open', { quick: true }), ports.closePopup),
  };

  // Before the first rendering: both take time.
  const inspected = inspect(state.page);
  // What is known already is rendered once, with its verdict.
  if (first.pageStatus.kind !== 'pending' || !state.page) draw();
  await inspected;
}

function firstScan({ page, isAllowedOnPages }: PopupState, tabId: number | undefined): PageStatusModel {
  if (page?.kind === 'not-web' || tabId === undefined) return { kind: 'not-web' };
  return { kind: isAllowedOnPages ? 'pending' : 'not-allowed' };
}

/** A failed scan leaves the page unknown, never clear. */
async function inspectPage(send: Send, tabId: number): Promise<PageState> {
  try {
    return await send('visit/inspect', { tabId });
  } catch {
    return { kind: 'not-seen' };
  }
}

function pageStatusOf(page: PageState, lists: PopupLists): PageStatusModel {
  if (page.kind !== 'visit') return page;
  const { isScanned, certificate, tlsInfo, page: address } = page.visit;
  const isPublic = address.scheme === 'https' && address.network === 'public';
  return {
    kind: 'seen',
    verdict: judge(inspect(page.visit, { ...lists, names: { lookAlikeOf: () => page.imitation } })),
    isScanned,
    isTlsUnknown: isPublic && !certificate && !tlsInfo,
  };
}
