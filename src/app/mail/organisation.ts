import type { OrganisationState } from '#contracts/messages.ts';
import type { OrganisationList } from '#core/mail/organisation.ts';
import type { Memory } from '../memory.ts';

export interface Organisation {
  get(): Promise<OrganisationState>;
  /** For this session; `undefined` takes a list away that was loaded by hand. */
  set(list: OrganisationList | undefined): Promise<OrganisationState>;
  /** Begins to guard the names of the list that counts now. */
  refresh(): Promise<void>;
}

export function createOrganisation(parts: {
  readonly memory: Memory;
  /** What whoever looks after the computer has set for all who use it; not believed before it was read. */
  readonly readPolicy: () => Promise<unknown>;
  /** What a policy holds, once it was read; `undefined` when it is not in order. */
  readonly parse: (value: unknown) => OrganisationList | undefined;
  /** From now on nobody may imitate these. */
  readonly guard: (list: OrganisationList | undefined) => void;
}): Organisation {
  const { memory, readPolicy, parse, guard } = parts;

  async function get(): Promise<OrganisationState> {
    const list = await memory.organisation.get();
    // What the person loaded goes before what the computer's owner set.
    if (list) return { list, from: 'sitting', isPolicyBroken: false };
    const value = await readPolicy();
    const set = value === undefined ? undefined : parse(value);
    return { list: set, from: set && 'policy', isPolicyBroken: value !== undefined && !set };
  }

  async function refresh(): Promise<void> {
    guard((await get()).list);
  }

  return {
    get,
    refresh,
    set: async (list) => {
      if (list) await memory.organisation.set(list);
      else await memory.organisation.remove();
      const state = await get();
      guard(state.list);
      return state;
    },
  };
}
