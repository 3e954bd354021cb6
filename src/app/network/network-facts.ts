import { type Address, parseAddress } from '#core/network/address.ts';
import type { TryFailure } from '#core/network/https-first.ts';
import {
  type HostFacts,
  hostFacts,
  type NetworkFacts,
  NOTHING_LEARNT,
  withHttp,
} from '#core/network/network-facts.ts';
import type { Memory } from '../memory.ts';

/** The rules by which the browser asks for HTTPS addresses in place of HTTP ones. */
export interface Upgrades {
  /**
   * From now on names are asked for at their HTTPS address first, save these hosts.
   *
   * @param ledTo - led to its HTTP address until the next call, also where the browser asks for the HTTPS one
   */
  start(httpHosts: readonly string[], ledTo?: string): Promise<void>;
  stop(): Promise<void>;
  /** HTTP status of the page; `undefined` where the browser does not tell, or the site only shows a challenge. */
  statusOf(tabId: number): Promise<number | undefined>;
}

/** What this session has learnt of hosts, and the hosts that it may ask for over HTTP. */
export interface KnownNetwork {
  facts(): Promise<NetworkFacts>;
  factsOf(page: Address): Promise<HostFacts>;
  /** @returns the facts after the change */
  learn(change: (facts: NetworkFacts) => NetworkFacts): Promise<NetworkFacts>;
  /** @param isThrough - only until the network lets people through, so that it can ask for its sign-in */
  allowHttp(host: string, failure: TryFailure, isThrough?: boolean): Promise<void>;
  isHttpAllowed(url: string): Promise<boolean>;
  /** At each start of the background: the browser's rules follow what is known. */
  applyRules(): Promise<void>;
  /** The tab shows this page: a host that a tab had to be led to is no longer led. */
  shown(page: Address): Promise<void>;
}

export function createKnownNetwork({
  memory,
  upgrades,
}: {
  readonly memory: Pick<Memory, 'networkFacts' | 'portalTab'>;
  readonly upgrades: Upgrades;
}): KnownNetwork {
  /** Host that a tab is led to, although its HTTPS address answers. */
  let ledTo: string | undefined;

  async function facts(): Promise<NetworkFacts> {
    return (await memory.networkFacts.get()) ?? NOTHING_LEARNT;
  }

  function startRules({ httpHosts }: NetworkFacts): Promise<void> {
    return upgrades.start(Object.keys(httpHosts), ledTo);
  }

  async function learn(change: (facts: NetworkFacts) => NetworkFacts): Promise<NetworkFacts> {
    let before = NOTHING_LEARNT;
    const after = await memory.networkFacts.update((known = NOTHING_LEARNT) => {
      before = known;
      return change(known);
    });
    if (!after) return NOTHING_LEARNT;
    // What was only asked for so that the network answers is tried at its HTTPS address again.
    if (before.portal.through.length > 0 && after.portal.through.length === 0) {
      await memory.portalTab.remove();
      await startRules(after);
    }
    return after;
  }

  return {
    facts,
    factsOf: async (page) => hostFacts(await facts(), page),
    learn,
    allowHttp: async (host, failure, isThrough = false) => {
      const after = await learn((known) => withHttp(known, host, failure, isThrough));
      ledTo = failure === 'no-page' ? host : undefined;
      await startRules(after);
    },
    isHttpAllowed: async (url) => Object.hasOwn((await facts()).httpHosts, parseAddress(url)?.host ?? ''),
    applyRules: async () => startRules(await facts()),
    shown: async ({ host, scheme }) => {
      if (host !== ledTo || scheme !== 'http') return;
      ledTo = undefined;
      await startRules(await facts());
    },
  };
}
