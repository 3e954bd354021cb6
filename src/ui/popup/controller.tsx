import type { PageState, PopupState } from '#contracts/messages.ts';
import type { MailAccount } from '#core/mail/mail-account.ts';
import type { DeepScan } from '#core/page/deep-scan.ts';
import { inspect } from '#core/page/detectors/index.ts';
import type { Lists } from '#core/page/finding.ts';
import { judge } from '#core/page/verdict.ts';
import type { Visit } from '#core/page/visit.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { lifeOf } from '#core/session/life.ts';
import { guessLanguage } from '#core/session/session.ts';
import {
  type ArrivalActions,
  type ArrivalModel,
  ArrivalView,
  type StartChoice,
} from '../arrival/arrival-view.tsx';
import { createScreen } from '../lib/create-screen.tsx';
import { languageSwitch } from '../page-texts.ts';
import type { Send } from '../send.ts';
import { createTexts } from '../texts.tsx';
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
  /** All but the names that others imitate. */
  readonly loadLists: () => Promise<PopupLists>;
  /** Asked only after the state of the page is shown; `undefined` where nothing could be looked at. */
  readonly runDeepScan: (tabId: number, visit: Visit) => Promise<DeepScan | undefined>;
  /** Asked only after the state of the page is shown. */
  readonly findService: (visit: Visit) => Promise<ServiceLook | undefined>;
  /** Asked only after the state of the page is shown. */
  readonly findMailAccount: (
    tabId: number,
    visit: Visit,
    isService: boolean,
  ) => Promise<MailAccount | undefined>;
  /** To the page before, or to an empty one. */
  readonly leavePage: (tabId: number) => Promise<void>;
  readonly goTo: (tabId: number, url: string) => Promise<void>;
  /** The browser's own languages, best first: only to greet in. */
  readonly browserLanguages: readonly string[];
  readonly closePopup: () => void;
}

/** The page in the tab, or the question that Start asks. */
interface Model {
  readonly popup: PopupModel;
  readonly arrival: ArrivalModel | undefined;
}

/** After a reload the page needs a moment before it can be looked at. */
const LOOK_AGAIN_MS = 500;
const LOOK_AGAIN_TIMES = 12;

/** Draws the popup, and draws again with each thing that becomes known. */
export async function runPopup(ports: PopupPorts): Promise<void> {
  const { send, root } = ports;
  const guess = guessLanguage(ports.browserLanguages);
  // Most often right, and loaded while the background is asked.
  const guessed = createTexts(guess);
  const { tabId, state } = await ports.first;
  const { voice } = state;
  const language = state.session?.language ?? voice.language ?? guess;
  const isAsGuessed = language === guess && !voice.isSilent;
  const texts = isAsGuessed ? await guessed : await createTexts(language, undefined, voice.isSilent);

  const screen = createScreen<Model>(
    {
      root,
      texts,
      speakIn: languageSwitch(send),
      view: ({ popup, arrival }) =>
        arrival ? (
          <ArrivalView model={arrival} actions={arrivalActions} />
        ) : (
          <PopupView model={popup} actions={actions} />
        ),
    },
    { popup: popupModel(ports.browser, state, tabId), arrival: undefined },
  );

  function draw(change: Partial<PopupModel> = {}): void {
    screen.draw({ popup: { ...screen.model.popup, ...change } });
  }

  let looks = 0;
  let front: string | undefined;

  /**
   * @param known - of a scan that is complete
   * @returns whether the page was scanned
   */
  async function look(known?: PageState): Promise<boolean> {
    looks += 1;
    if (tabId === undefined || !state.isAllowedOnPages) return true;
    const asked = known ?? inspectPage(send, tabId);
    const [page, lists] = await Promise.all([asked, ports.loadLists().catch(() => ({}))]);
    const next = pageStatusOf(page, lists);
    draw({ pageStatus: next });
    if (page.kind === 'visit') {
      front = page.imitation?.front;
      void showService(tabId, page.visit, next.kind === 'seen' && next.isScanned);
      void showDeepScan(tabId, page, lists);
    }
    return next.kind !== 'not-seen' && (next.kind !== 'seen' || next.isScanned);
  }

  /** Trackers are no warning, and so need not be there with the first word on the page. */
  async function showDeepScan(shownTab: number, page: SeenPage, lists: PopupLists): Promise<void> {
    const turn = looks;
    const deepScan = await ports.runDeepScan(shownTab, page.visit).catch(() => undefined);
    if (deepScan && turn === looks && screen.model.popup.pageStatus.kind === 'seen') {
      draw({ pageStatus: pageStatusOf({ ...page, visit: { ...page.visit, deepScan } }, lists) });
    }
  }

  async function showService(shownTab: number, visit: Visit, isScanned: boolean): Promise<void> {
    const turn = looks;
    const service = await ports.findService(visit).catch(() => undefined);
    if (turn !== looks) return;
    if (service || screen.model.popup.service) draw({ service });
    const isService = service !== undefined;
    const mailAccount = await ports.findMailAccount(shownTab, visit, isService).catch(() => undefined);
    // A page that was not scanned may still turn out to ask for a password.
    if (turn === looks && (mailAccount || isScanned)) draw({ mailAccount: mailAccount ?? 'none' });
  }

  async function lookUntilSeen(): Promise<void> {
    for (let times = 0; times < LOOK_AGAIN_TIMES; times += 1) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      if (await look()) return;
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
      draw({ hasFailed: false });
      ask(send('blocking/pause', { tabId, isPaused }), () => {
        const { blocking } = screen.model.popup;
        draw({ blocking: blocking && { ...blocking, isPaused } });
        void lookUntilSeen();
      });
    },
    upgrade: () => {
      if (tabId !== undefined) ask(send('page/upgrade', { tabId }), ports.closePopup);
    },
    leavePage: () => {
      if (tabId !== undefined) ask(ports.leavePage(tabId), ports.closePopup);
    },
    goToReal: () => {
      if (tabId !== undefined && front !== undefined) {
        ask(ports.goTo(tabId, `https://${front}/`), ports.closePopup);
      }
    },
    openStart: () => {
      const { browser, windowKind, isAllowedInPrivate } = screen.model.popup;
      screen.draw({
        arrival: { browser, windowKind, isAllowedInPrivate, isStarting: false, hasFailed: false },
      });
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
      const { service } = screen.model.popup;
      if (tabId === undefined || !service) return;
      draw({ letter: undefined, hasFailed: false });
      send('mail/read-recipients', { tabId, host: service.host }).then(
        (came) => (came === 'opened' ? ports.closePopup() : draw({ letter: came })),
        () => draw({ hasFailed: true }),
      );
    },
    tidyNow: () => ask(send('leave/open', { quick: true }), ports.closePopup),
  };

  const arrivalActions: ArrivalActions = {
    hide: actions.hide,
    back: () => screen.draw({ arrival: undefined }),
    start: (choice) => {
      drawArrival({ isStarting: true, hasFailed: false });
      start(choice).catch(() => drawArrival({ isStarting: false, hasFailed: true }));
    },
  };

  function drawArrival(change: Partial<ArrivalModel>): void {
    const { arrival } = screen.model;
    if (arrival) screen.draw({ arrival: { ...arrival, ...change } });
  }

  async function start({ place, limit, isPrivate, isKept, isBlocking }: StartChoice): Promise<void> {
    const { language } = screen.texts;
    await send('session/start', { place, language, limit, ...(isKept && { isKept }) });
    if (isBlocking) await send('blocking/set', { isOn: true });
    // In this order: the new window belongs to the session, and goes with it.
    const isOpen = isPrivate && (await send('private/open', {}).catch(() => false));
    if (isOpen) ports.closePopup();
    const { state: next } = await askFirst(send, Promise.resolve(tabId));
    if (!next.session) throw new Error('The session did not start.');
    screen.draw({
      popup: {
        ...popupModel(ports.browser, next, tabId),
        // Where it does not open, the popup says how to open one by hand.
        ...(isPrivate && !isOpen && { hasPrivateFailed: true, opened: 'window' }),
      },
      arrival: undefined,
    });
    await look();
  }

  // Before the first rendering: both take time.
  const looked = look(state.page);
  // What is known already is rendered once, with its verdict.
  if (screen.model.popup.pageStatus.kind !== 'pending' || !state.page) draw();
  await looked;
}

function popupModel(browser: BrowserKind, state: PopupState, tabId: number | undefined): PopupModel {
  const { session, windowKind, isAllowedInPrivate, blocking, cutShort, minutesLeft, signedIn } = state;
  return {
    browser,
    life: lifeOf(session),
    pageStatus: firstScan(state, tabId),
    windowKind,
    isAllowedInPrivate,
    hasPrivateFailed: false,
    blocking,
    cutShort,
    minutesLeft,
    signedIn,
    service: undefined,
    mailAccount: undefined,
    letter: undefined,
    hasFailed: false,
  };
}

function firstScan({ page, isAllowedOnPages }: PopupState, tabId: number | undefined): PageStatusModel {
  if (page?.kind === 'not-web' || tabId === undefined) return { kind: 'not-web' };
  return { kind: isAllowedOnPages ? 'pending' : 'not-allowed' };
}

/** A look that fails leaves the page unknown: it is never taken for a clear one. */
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
