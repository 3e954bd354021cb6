import type { RecorderList } from '#core/finding.ts';
import { recorders as entries } from './recorders.json';

const byDomain = new Map(
  entries.flatMap(({ name, hosts }) => hosts.split(' ').map((host) => [host, name] as const)),
);

export const recorders: RecorderList = {
  nameOf: (host) => {
    for (let rest = host; rest.includes('.'); rest = rest.slice(rest.indexOf('.') + 1)) {
      const name = byDomain.get(rest);
      if (name !== undefined) return name;
    }
    return undefined;
  },
};
