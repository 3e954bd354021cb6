import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRehearsal, type Rehearsal } from '../kill/run.ts';
import { BROWSER_NAMES } from './harness/setup.ts';

/** The short form of `npm run test:kill`. */
describe.each(BROWSER_NAMES)('%s, killed after the receipt', (name) => {
  let rehearsal: Rehearsal;
  beforeAll(async () => {
    rehearsal = await openRehearsal(name, false);
  });
  afterAll(() => rehearsal?.close());

  it.each([0, 300])(
    'by %i ms, starts without the session’s data, and with other people’s',
    async (delayMs) => {
      const { cameBack, lost } = await rehearsal.die({ scope: 'sitting', delayMs });
      expect({ cameBack, lost }).toEqual({ cameBack: [], lost: [] });
    },
  );
});
