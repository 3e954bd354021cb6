import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import { SCOPES, stepsByUs } from '#core/tidy/plan.ts';
import { TIDY_CONTEXT } from '../../app/fakes.ts';

/** Answers nothing, and throws for nothing: only whether a step has a way at all is asked. */
const anything: object = new Proxy(() => undefined, {
  get: (_, name) => (name === 'then' ? undefined : anything),
  apply: () => anything,
});
vi.mock('webextension-polyfill', () => ({ default: anything }));
const { cleaner } = await import('#browser/tidy/index.ts');

// Some steps wait for what the browser does after an answer.
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe.each<BrowserKind>(['chromium', 'firefox'])('every step of the tidy in %s', (browser) => {
  const steps = SCOPES.flatMap((scope) => stepsByUs(browser, scope));

  it.each([...new Set(steps)].map((step) => [step.id, step.method, step] as const))(
    '%s, %s, has a way to be cleared',
    async (_, __, step) => {
      let isOver = false;
      const cleared = cleaner
        .clear(step, TIDY_CONTEXT)
        .catch((error: unknown) => error)
        .finally(() => {
          isOver = true;
        });
      while (!isOver) await vi.advanceTimersByTimeAsync(100);
      const reason: unknown = await cleared;
      expect(String(reason)).not.toContain('no way to clear');
    },
  );
});
