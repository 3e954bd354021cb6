import { type Address, parseAddress } from '#core/address.ts';
import {
  type Answered,
  isPortalRedirect,
  knowsEnough,
  learn,
  lineOf,
  NOTHING_LEARNT,
  withDemand,
  withPortal,
  withProtected,
} from '#core/line.ts';
import {
  afterFailure,
  type Climb,
  climbing,
  isLooping,
  isTriedFirst,
  TRY_MS,
  type TryFailure,
  type Way,
} from '#core/protected-first.ts';
import type { Stop, StopAnswer } from '#core/stop.ts';
import { createTurns } from '#core/turns.ts';
import type { Later, Memory, Tabs, Upgrades } from './ports.ts';
import type { VisitWatch } from './watch-visits.ts';

export interface ProtectedFirst {
  /** At each start of the background: waits on for what was under way. */
  resume(): Promise<void>;
  /** @param url - a web page that came, so no refusal; `undefined`: the tab shows none */
  shows(tabId: number, url: string | undefined): Promise<void>;
  /** The browser asks for the protected address in place of this plain one. */
  upgraded(tabId: number, url: string, startedAtMs: number): Promise<void>;
  /** The tab asks for another address: what it waited for no longer counts. */
  asks(tabId: number, host: string): Promise<void>;
  /** @returns whether more answers of everyday protected pages would teach anything */
  answered(tabId: number, answered: Answered): Promise<boolean>;
  /** The site told the browser to come protected only. */
  demanded(page: Address, header?: string): Promise<void>;
  redirected(tabId: number, from: Address, to: Address, answeredBy: Answered['network']): Promise<void>;
  /** A page stands in the tab: adds what is known of the way to it. */
  arrived(tabId: number, page: Address): Promise<void>;
  /** @returns whether it was ours to handle: the browser's own page is then gone or about to go */
  failed(tabId: number, host: string, failure: TryFailure): Promise<boolean>;
  gone(tabId: number): Promise<void>;
  stopOf(tabId: number): Promise<Stop | undefined>;
  /** @returns where the stop page itself is to go, in the place of itself */
  answer(tabId: number, answer: StopAnswer, stopTabId: number | undefined): Promise<string | undefined>;
  /** What the browser says of the network, where it says so. */
  portalChanged(isLocked: boolean, address: string | undefined): Promise<void>;
}

export interface ProtectedFirstParts {
  readonly memory: Memory;
  readonly tabs: Tabs;
  readonly upgrades: Upgrades;
  readonly watch: Pick<VisitWatch, 'record'>;
  readonly now: () => number;
  readonly later: Later;
}

const BLANK = 'about:blank';

/** Firefox may tell that nobody answered before it tells of the upgrade (31 ms before, seen in 153). */
const TOLD_EARLY_MS = 1000;

export function createProtectedFirst(parts: ProtectedFirstParts): ProtectedFirst {
  const { memory, tabs, upgrades, now } = parts;

  async function resume(): Promise<void> {
    if (!(await memory.sitting.get())) return;
    const { plain } = (await memory.line.get()) ?? NOTHING_LEARNT;
    await upgrades.begin(Object.keys(plain));
    for (const [tabId, climb] of Object.entries((await memory.climbs.get()) ?? {}))
      wait(Number(tabId), climb);
  }

  // By the time that anybody asked the browser, a refusal may stand in the tab.
  const shown = new Map<number, string>();

  async function shows(tabId: number, url: string | undefined): Promise<void> {
    if (url === undefined) return void shown.delete(tabId);
    shown.set(tabId, url);
    const page = parseAddress(url);
    if (!page || !(await memory.sitting.get())) return;
    await memory.line.update((line = NOTHING_LEARNT) => withProtected(line, page));
  }

  // A failure may come before its upgrade is written down, or even told.
  const turns = createTurns<number>();
  const early = new Map<number, { host: string; failure: TryFailure; atMs: number }>();

  async function upgraded(tabId: number, url: string, startedAtMs: number): Promise<void> {
    if (!isTriedFirst(url) || !(await memory.sitting.get()) || (await isPlain(url))) return;
    const climbs = await memory.climbs.update((known = {}) => {
      const next = climbing(known[tabId], url, shown.get(tabId), startedAtMs);
      return next ? { ...known, [tabId]: next } : known;
    });
    const climb = climbs?.[tabId];
    if (!climb) return;
    const told = early.get(tabId);
    early.delete(tabId);
    if (isLooping(climb)) await failedNow(tabId, climb.host, 'loop');
    else if (told?.host === climb.host && now() - told.atMs < TOLD_EARLY_MS)
      await failedNow(tabId, climb.host, told.failure);
    else wait(tabId, climb);
  }

  function wait(tabId: number, { startedAtMs, isAnswered }: Climb): void {
    if (isAnswered) return;
    parts.later(Math.max(0, startedAtMs + TRY_MS - now()), () => void giveUp(tabId, startedAtMs));
  }

  /** Firefox never says that nobody answers; Chromium after half a minute. */
  async function giveUp(tabId: number, startedAtMs: number): Promise<void> {
    const climb = (await memory.climbs.get())?.[tabId];
    if (!climb || climb.isAnswered || climb.startedAtMs !== startedAtMs) return;
    const tab = await tabs.get(tabId);
    if (tab?.isLoading) await failed(tabId, climb.host, 'silent');
    else await forgetClimb(tabId);
  }

  async function asks(tabId: number, host: string): Promise<void> {
    const climb = (await memory.climbs.get())?.[tabId];
    if (climb && climb.host !== host) await forgetClimb(tabId);
  }

  async function answered(tabId: number, answer: Answered): Promise<boolean> {
    if (!(await memory.sitting.get())) return false;
    const { host, scheme } = answer.page;
    const climb = (await memory.climbs.get())?.[tabId];
    if (climb && !climb.isAnswered && climb.host === host && scheme === 'https') {
      await memory.climbs.update(
        (climbs) => climbs?.[tabId] && { ...climbs, [tabId]: { ...climbs[tabId], isAnswered: true } },
      );
    }
    const line = await memory.line.update((known = NOTHING_LEARNT) => learn(known, answer));
    const visit = await memory.visit(tabId).get();
    if (visit?.page.host === host) {
      await parts.watch.record(tabId, { kind: 'answered' });
      await arrived(tabId, visit.page);
    }
    return !knowsEnough(line ?? NOTHING_LEARNT);
  }

  async function demanded(page: Address, header?: string): Promise<void> {
    if (!(await memory.sitting.get())) return;
    await memory.line.update((line = NOTHING_LEARNT) => withDemand(line, page.host, header));
  }

  async function redirected(
    tabId: number,
    from: Address,
    to: Address,
    answeredBy: Answered['network'],
  ): Promise<void> {
    if (!isPortalRedirect(from, to, answeredBy) || !(await memory.sitting.get())) return;
    await memory.line.update((line = NOTHING_LEARNT) => withPortal(line, to.host));
    const visit = await memory.visit(tabId).get();
    if (visit?.page.host === to.host) await arrived(tabId, visit.page);
  }

  async function arrived(tabId: number, page: Address): Promise<void> {
    const line = lineOf((await memory.line.get()) ?? NOTHING_LEARNT, page);
    await parts.watch.record(tabId, { kind: 'line', line });
  }

  function failed(tabId: number, host: string, failure: TryFailure): Promise<boolean> {
    return turns(tabId, () => failedNow(tabId, host, failure));
  }

  async function failedNow(tabId: number, host: string, failure: TryFailure): Promise<boolean> {
    const climb = (await memory.climbs.get())?.[tabId];
    const page = parseAddress(climb?.url ?? '');
    if (!climb || page?.host !== host || (climb.isAnswered && failure !== 'loop')) {
      early.set(tabId, { host, failure, atMs: now() });
      return false;
    }
    await forgetClimb(tabId);
    // Whoever told the browser to come protected only is left to the browser, which lets nobody past.
    const line = (await memory.line.get()) ?? NOTHING_LEARNT;
    if (lineOf(line, page).isDemanded || (await isPlain(climb.url))) return false;
    const next = afterFailure(climb, failure, (await memory.portalTab.get()) === tabId);
    if (next.kind === 'leave') return false;
    if (next.kind === 'go-on') {
      await allow(climb.host, failure);
      await tabs.navigate(tabId, next.url);
      return true;
    }
    await memory.way(tabId).set({ way: next.way, failure });
    await tabs.showOwn(tabId, 'stop', `way=${tabId}`);
    return true;
  }

  async function allow(host: string, failure: TryFailure): Promise<void> {
    const line = await memory.line.update((known = NOTHING_LEARNT) => ({
      ...known,
      plain: { ...known.plain, [host]: failure },
    }));
    await upgrades.begin(Object.keys(line?.plain ?? {}));
  }

  async function isPlain(url: string): Promise<boolean> {
    const host = parseAddress(url)?.host ?? '';
    return Object.hasOwn((await memory.line.get())?.plain ?? {}, host);
  }

  async function gone(tabId: number): Promise<void> {
    shown.delete(tabId);
    early.delete(tabId);
    await forgetClimb(tabId);
  }

  async function forgetClimb(tabId: number): Promise<void> {
    if (!(await memory.climbs.get())?.[tabId]) return;
    await memory.climbs.update(({ [tabId]: _, ...others } = {}) => others);
  }

  async function answer(
    tabId: number,
    choice: StopAnswer,
    stopTabId: number | undefined,
  ): Promise<string | undefined> {
    const pending = await memory.way(tabId).get();
    if (!pending) return BLANK;
    const goTo = await addressAfter(tabId, choice, pending.way, pending.failure);
    await memory.way(tabId).remove();
    if (stopTabId === tabId) return goTo;
    // Chromium shows no page of ours in a private window, so this one stands beside it.
    await tabs.navigate(tabId, goTo);
    if (stopTabId !== undefined) await tabs.close([stopTabId]);
    await tabs.show(tabId);
    return undefined;
  }

  async function addressAfter(
    tabId: number,
    choice: StopAnswer,
    { host, url, from }: Way,
    failure: TryFailure,
  ): Promise<string> {
    if (choice === 'continue') {
      await allow(host, failure);
      return url;
    }
    if (choice === 'portal') {
      const { portal } = (await memory.line.get()) ?? NOTHING_LEARNT;
      const address = portal.address ?? url;
      await allow(parseAddress(address)?.host ?? host, failure);
      await memory.portalTab.set(tabId);
      return address;
    }
    return from ?? BLANK;
  }

  async function portalChanged(isLocked: boolean, address: string | undefined): Promise<void> {
    if (!(await memory.sitting.get())) return;
    await memory.line.update((line = NOTHING_LEARNT) => ({
      ...line,
      portal: { ...line.portal, isLocked, address: isLocked ? address : undefined },
    }));
    if (!isLocked) await memory.portalTab.remove();
  }

  return {
    resume,
    shows,
    upgraded: (tabId, ...upgrade) => turns(tabId, () => upgraded(tabId, ...upgrade)),
    asks: (tabId, host) => turns(tabId, () => asks(tabId, host)),
    answered: (tabId, answer) => turns(tabId, () => answered(tabId, answer)),
    demanded,
    redirected,
    arrived,
    failed,
    gone: (tabId) => turns(tabId, () => gone(tabId)),
    answer,
    portalChanged,
    stopOf: async (tabId) => {
      const pending = await memory.way(tabId).get();
      if (!pending) return undefined;
      const { code, host } = pending.way;
      return { code, host, target: host, canUpgrade: false, asks: 'password' };
    },
  };
}
