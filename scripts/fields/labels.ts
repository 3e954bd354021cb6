/** Labelled fields as JSON lines, and the accuracy of the classifier on them. */

export const EXPECTED = ['password', 'card', 'id', 'phone', 'none'] as const;
export type Expected = (typeof EXPECTED)[number];

export interface LabelledField {
  /** Position for people, such as “Line 12”. */
  readonly place: string;
  readonly html: string;
  readonly selector: string;
  readonly expected: Expected;
}

export interface Score {
  /** Share of the fields of this kind that were recognized, 0 to 1; 1 if there are none. */
  readonly recall: number;
  /** Number of fields of other kinds classified as this one. */
  readonly isFalse: number;
}

/** @throws an error with the number of the invalid line */
export function readFields(text: string): LabelledField[] {
  const fields = text.split('\n').flatMap((line, index) => {
    return line.trim() === '' ? [] : readField(line, index + 1);
  });
  if (fields.length === 0) throw new Error('There is no labelled field in this file.');
  return fields;
}

function readField(text: string, line: number): LabelledField {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`Line ${line} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
  const { html, selector, expected } = (value ?? {}) as Record<string, unknown>;
  if (typeof html !== 'string' || html === '') throw new Error(`Line ${line} has no text as its "html".`);
  if (typeof selector !== 'string' || selector === '') {
    throw new Error(`Line ${line} has no text as its "selector".`);
  }
  const kind = EXPECTED.find((one) => one === expected);
  if (!kind) throw new Error(`Line ${line} has no "expected" of ${EXPECTED.join(', ')}.`);
  return { place: `Line ${line}`, html, selector, expected: kind };
}

/** @param found - result for each field; `undefined` if the field was not found */
export function scoreOf(
  kind: Expected,
  fields: readonly LabelledField[],
  found: readonly (Expected | undefined)[],
): Score {
  const isKind = fields.map(({ expected }) => expected === kind);
  const all = isKind.filter(Boolean).length;
  const right = fields.filter((_, at) => isKind[at] && found[at] === kind).length;
  const isFalse = fields.filter((_, at) => !isKind[at] && found[at] === kind).length;
  return { recall: all === 0 ? 1 : right / all, isFalse };
}
