import type { GuardedName, NameLists, NameStyle } from '#core/page/look-alike.ts';
import { near, same } from './generated/confusables.json';
import { alone, names, own, relays } from './names.json';

const ALONE: ReadonlySet<string> = new Set(alone.split(' '));

function guarded(style: NameStyle, key: string, hosts: string): GuardedName {
  const [domain = '', label] = key.split('@').toReversed();
  const [front = '', ...others] = hosts.split(' ');
  return {
    domain,
    front,
    style,
    isAlone: ALONE.has(domain),
    ...(label === undefined ? {} : { label }),
    hosts: [front, ...others].filter((host) => host.endsWith(`.${domain}`)),
  };
}

/** The protected names; input of `indexNames`. */
export function nameLists(): NameLists {
  return {
    names: Object.entries(names).flatMap(([style, ofStyle]) =>
      Object.entries(ofStyle).map(([key, hosts]) => guarded(style as NameStyle, key, hosts)),
    ),
    own: [...Object.values(own), ...Object.values(relays).map(({ domains }) => domains)].flatMap((domains) =>
      domains.split(' '),
    ),
    confusables: { same, near },
  };
}
