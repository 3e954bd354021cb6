import { describe, expect, it } from 'vitest';
import { judgeFields } from '../../scripts/fields/judge.ts';
import { type Expected, type LabelledField, scoreOf } from '../../scripts/fields/labels.ts';
import { ownFields, PARTS } from '../../scripts/fields/own.ts';
import { BROWSER_NAMES } from './harness/setup.ts';

const probe = (html: string, selector: string, expected: Expected): LabelledField => ({
  place: html,
  html,
  selector,
  expected,
});

describe.each(BROWSER_NAMES)('the field classifier, in %s', (name) => {
  it('recognizes the project’s own fields', { timeout: 300_000 }, async () => {
    const fields = PARTS.flatMap(ownFields);
    const judgements = await judgeFields(name, fields);
    const found = judgements.map((judgement) => judgement.found);
    const wrong = fields.flatMap(({ place, selector, expected }, at) =>
      found[at] === expected || expected === 'phone' || found[at] === 'phone'
        ? []
        : [`${place} ${selector}: ${expected}, ${found[at] ?? judgements[at]?.error}`],
    );
    expect(wrong).toEqual([]);
    expect(scoreOf('password', fields, found)).toEqual({ recall: 1, isFalse: 0 });
    expect(scoreOf('card', fields, found)).toEqual({ recall: 1, isFalse: 0 });
  });

  it('reports why there is no result, and continues', async () => {
    const judgements = await judgeFields(name, [
      probe('<input type=password>', '#none', 'password'),
      probe('<input type=password>', '][', 'password'),
      probe('<script>while (false); document.write("<input type=password>")</script>', 'input', 'password'),
    ]);
    expect(judgements).toMatchObject([{ error: /nothing matches/ }, { error: /./ }, { found: 'password' }]);
  });
});
