import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CONSENT_LASTS_MS } from '#core/page/field-kind.ts';

const tell = vi.hoisted(() => vi.fn());
vi.mock('../../src/page/talk.ts', () => ({ tell }));

const { createAnswers } = await import('../../src/page/answers.ts');

const EXPOSED = 'http://forum.example/in';
const PROTECTED = 'https://forum.example/in';

beforeEach(() => {
  vi.useFakeTimers();
  tell.mockReset();
  tell.mockResolvedValue({ isHeldBack: false });
  const location = { origin: 'http://forum.example', ancestorOrigins: [] };
  vi.stubGlobal('location', location);
  vi.stubGlobal('self', { origin: location.origin });
  vi.stubGlobal('isSecureContext', false);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Answers in a page over HTTP, after the background let a password for this target go. */
async function askedFor(target: string) {
  const answers = createAnswers();
  await answers.ask('password', target, 'input');
  return answers;
}

describe('a consent in a page that stays open', () => {
  it('lets everything go until it ends', async () => {
    const answers = await askedFor(EXPOSED);
    vi.advanceTimersByTime(CONSENT_LASTS_MS - 1);
    expect(answers.mayGo('password', EXPOSED)).toBe(true);
    expect(answers.of('password', EXPOSED)).toBe('free');
  });

  it('has to be asked for again once it ended', async () => {
    const answers = await askedFor(EXPOSED);
    vi.advanceTimersByTime(CONSENT_LASTS_MS);
    expect(answers.mayGo('password', EXPOSED)).toBe(false);
    expect(answers.of('password', EXPOSED)).toBeUndefined();
  });

  it('goes on if the background still has it', async () => {
    const answers = await askedFor(EXPOSED);
    vi.advanceTimersByTime(CONSENT_LASTS_MS);
    await answers.ask('password', EXPOSED, 'input');
    expect(answers.mayGo('password', EXPOSED)).toBe(true);
  });

  it('is over where the background holds now', async () => {
    const answers = await askedFor(EXPOSED);
    vi.advanceTimersByTime(CONSENT_LASTS_MS);
    tell.mockResolvedValue({ isHeldBack: true });
    await answers.ask('password', EXPOSED, 'input');
    expect(answers.mayGo('password', EXPOSED)).toBe(false);
    expect(answers.of('password', EXPOSED)).toBe('held');
  });

  it('ends too where the whole page was released', () => {
    const answers = createAnswers();
    answers.stand('free');
    expect(answers.mayGo('password', EXPOSED)).toBe(true);
    vi.advanceTimersByTime(CONSENT_LASTS_MS);
    expect(answers.mayGo('password', EXPOSED)).toBe(false);
  });
});

it('what goes over HTTPS from a secure page needs no consent that could end', async () => {
  vi.stubGlobal('isSecureContext', true);
  const answers = await askedFor(PROTECTED);
  vi.advanceTimersByTime(CONSENT_LASTS_MS * 2);
  expect(answers.mayGo('password', PROTECTED)).toBe(true);
  expect(answers.of('password', PROTECTED)).toBe('free');
});
