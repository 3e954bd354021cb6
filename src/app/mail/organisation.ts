import type { OrganisationState } from '#contracts/messages.ts';
import type { OrganisationList } from '#core/mail/organisation.ts';
import type { Memory } from '../memory.ts';

export interface Organisation {
  get(): Promise<OrganisationState>;
  /** Sets the list for this session; `undefined` removes a list loaded by hand. */
  set(list: OrganisationList | undefined): Promise<OrganisationState>;
  /** Protects the names of the current list. */
  refresh(): Promise<void>;
}

export function createOrganisation(parts: {
  readonly memory: Memory;
  /** Reads the list from managed storage, unvalidated. */
  readonly readPolicy: () => Promise<unknown>;
  /** Validates a policy's list; `undefined` if it is invalid. */
  readonly parse: (value: unknown) => OrganisationList | undefined;
  /** Replaces the organization's names that are protected against imitation. */
  readonly guard: (list: OrganisationList | undefined) => void;
}): Organisation {
  const { memory, readPolicy, parse, guard } = parts;

  async function get(): Promise<OrganisationState> {
    const list = await memory.organisation.get();
    // A list loaded by the person takes precedence over the policy.
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
