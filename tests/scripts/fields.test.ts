import { describe, expect, it } from 'vitest';
import { type Expected, readFields, scoreOf } from '../../scripts/fields/labels.ts';
import { ownFields, PARTS } from '../../scripts/fields/own.ts';

const line = (expected: string) => JSON.stringify({ html: '<input>', selector: 'input', expected });

describe('labelled fields', () => {
  it('are parsed line by line', () => {
    expect(readFields(`${line('card')}\n\n${line('none')}\n`)).toEqual([
      { place: 'Line 1', html: '<input>', selector: 'input', expected: 'card' },
      { place: 'Line 3', html: '<input>', selector: 'input', expected: 'none' },
    ]);
  });

  it.each([
    ['what is no JSON', 'card', /^Line 2 is no JSON/],
    ['nothing', 'null', /^Line 2 has no text as its "html"/],
    [
      'no field',
      JSON.stringify({ html: '<input>', expected: 'card' }),
      /^Line 2 has no text as its "selector"/,
    ],
    ['another kind', line('cards'), /^Line 2 has no "expected" of password, card, id, phone, none/],
  ])('are rejected with the line number: %s', (_, text, reason) => {
    expect(() => readFields(`${line('card')}\n${text}`)).toThrow(reason);
  });

  it('are none in an empty file', () => {
    expect(() => readFields('\n')).toThrow(/no labelled field/);
  });
});

describe('the score', () => {
  const fields = (['card', 'card', 'none', 'id'] as const).map((expected) => ({
    place: '',
    html: '',
    selector: '',
    expected,
  }));
  const scoreFor = (found: readonly (Expected | undefined)[]) => scoreOf('card', fields, found);

  it('counts hits and false positives', () => {
    expect(scoreFor(['card', 'none', 'none', 'id'])).toEqual({ recall: 0.5, isFalse: 0 });
    expect(scoreFor(['card', 'card', 'card', 'card'])).toEqual({ recall: 1, isFalse: 2 });
  });

  it('counts a missing field as missed', () => {
    expect(scoreFor([undefined, 'card', undefined, undefined])).toEqual({ recall: 0.5, isFalse: 0 });
  });
});

describe('the project’s own fields', () => {
  const all = PARTS.flatMap(ownFields);

  it('are many, of all kinds, mostly no secrets', () => {
    const countOf = (kind: Expected) => all.filter(({ expected }) => expected === kind).length;
    expect(all.length).toBeGreaterThan(800);
    expect(countOf('none')).toBeGreaterThan(400);
    expect(countOf('password')).toBeGreaterThan(120);
    expect(countOf('card')).toBeGreaterThan(150);
  });

  it('do not contain their labels, and have a position', () => {
    expect(all.filter(({ html }) => html.includes('data-asks'))).toEqual([]);
    const marks = all.map(
      ({ html, selector }) => html.split(selector.slice(1, -1).replaceAll('"', '')).length,
    );
    expect(marks.every((count) => count >= 2)).toBe(true);
  });
});
