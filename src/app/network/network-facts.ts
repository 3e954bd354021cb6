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

/** The DNR rules that upgrade HTTP to HTTPS. */
export interface Upgrades {
  /**
   * Upgrades all hosts except these.
   *
   * @param ledTo - is opened over HTTP until the next call, even if the browser itself would upgrade it
   */
  start(httpHosts: readonly string[], ledTo?: string): Promise<void>;
  stop(): Promise<void>;
  /** HTTP status of the page; `undefined` if unknown, or if the site shows a bot challenge. */
  statusOf(tabId: number): Promise<number | undefined>;
}

/** Facts about the network, and the hosts allowed over HTTP. */
export interface KnownNetwork {
  facts(): Promise<NetworkFacts>;
  factsOf(page: Address): Promise<HostFacts>;
  /** @returns the updated facts */
  learn(change: (facts: NetworkFacts) => NetworkFacts): Promise<NetworkFacts>;
  /** @param isThrough - only to reach the portal, until the network lets the person through */
  allowHttp(host: string, failure: TryFailure, isThrough?: boolean): Promise<void>;
  isHttpAllowed(url: string): Promise<boolean>;
  /** When the background starts: restores the rules from the stored facts. */
  applyRules(): Promise<void>;
  /** A page was committed: ends `ledTo` for its host. */
  shown(page: Address): Promise<void>;
}

export function createKnownNetwork({
  memory,
  upgrades,
}: {
  readonly memory: Pick<Memory, 'networkFacts' | 'portalTab'>;
  readonly upgrades: Upgrades;
}): KnownNetwork {
  /** Host opened over HTTP although its HTTPS server responds. */
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
    // Hosts opened only to reach the portal are upgraded again.
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
