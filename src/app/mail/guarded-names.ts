import { guardedNames, type OrganisationList } from '#core/mail/organisation.ts';
import { indexNames, type NameIndex, type NameLists, withNames } from '#core/page/look-alike.ts';

/** Names that nobody may imitate. */
export interface GuardedNames {
  /** Those of the extension's own list. */
  readonly own: NameIndex;
  /** Those that count now: also those of the organisation. */
  readonly all: NameIndex;
  /** @param list - of the person's organisation; `undefined`: there is none */
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
