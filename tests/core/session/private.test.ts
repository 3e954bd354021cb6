import { describe, expect, it } from 'vitest';
import { privateMark, withoutPrivate } from '#core/session/private.ts';

describe('the mark of what was seen in private windows only', () => {
  it.each([
    ['first in a private window', undefined, true, { isPrivate: true }],
    ['again in a private window', { isPrivate: true as const }, true, { isPrivate: true }],
    ['later in a normal window', { isPrivate: true as const }, false, {}],
    ['earlier in a normal window', {}, true, {}],
    ['in normal windows', undefined, false, {}],
  ])('%s', (_, known, isPrivate, mark) => {
    expect(privateMark(known, isPrivate)).toEqual(mark);
  });
});

it('what was seen in private windows only is left out', () => {
  expect(withoutPrivate({ a: { isPrivate: true, kept: 1 }, b: { kept: 2 } })).toEqual({ b: { kept: 2 } });
  expect(withoutPrivate(undefined)).toBeUndefined();
});
