import { readdirSync, readFileSync } from 'node:fs';

/** Processor time and memory of processes. Linux only: reads /proc. */

const TICKS_PER_SECOND = 100;
const PAGE_BYTES = 4096;

/** User and system time of a process and its descendants, including ended ones, in ms. */
export function treeMs(root: number): number {
  const parents = new Map<number, number>();
  const times = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      parents.set(Number(name), Number(fields[1]));
      // utime, stime, cutime and cstime (proc(5), fields 14 to 17).
      const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
      times.set(Number(name), ticks);
    } catch {
      // The process ended meanwhile.
    }
  }
  let ticks = 0;
  for (const [pid, time] of times) {
    for (let at: number | undefined = pid; at; at = parents.get(at)) {
      if (at !== root) continue;
      ticks += time;
      break;
    }
  }
  return (ticks / TICKS_PER_SECOND) * 1000;
}

/** Time of one process by the scheduler's nanosecond clock; the usual one has a resolution of 10 ms. */
export function processMs(pid: number): number {
  let nanoseconds = 0;
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    try {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8');
      nanoseconds += Number(stat.split(' ')[0]);
    } catch {
      // The process ended meanwhile.
    }
  }
  return nanoseconds / 1e6;
}

/** Resident memory. */
export function residentBytes(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * PAGE_BYTES;
}
