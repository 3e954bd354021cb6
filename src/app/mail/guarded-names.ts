import { guardedNames, type OrganisationList } from '#core/mail/organisation.ts';
import { indexNames, type NameIndex, type NameLists, withNames } from '#core/page/look-alike.ts';

/** Names protected against imitation. */
export interface GuardedNames {
  /** The built-in names. */
  readonly own: NameIndex;
  /** The built-in names and the organization's. */
  readonly all: NameIndex;
  /** @param list - the organization's; `undefined`: there is none */
  guard(list: OrganisationList | undefined): void;
}

export function createGuardedNames(ownLists: () => NameLists): GuardedNames {
  const own = indexNames(ownLists);
  let all = own;
  return {
    own,
    get all() {
      return all;
    },
    guard: (list) => {
      all = list ? indexNames(() => withNames(ownLists(), guardedNames(list))) : own;
    },
  };
}
