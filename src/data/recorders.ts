import type { RecorderList } from '#core/finding.ts';
import { closest } from './closest.ts';
import { recorders as entries } from './recorders.json';

const byDomain = new Map(
  entries.flatMap(({ name, hosts }) => hosts.split(' ').map((host) => [host, name] as const)),
);

export const recorders: RecorderList = { nameOf: (host) => closest(byDomain, host) };
