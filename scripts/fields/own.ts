/** The project's own labelled forms; see `tests/page/forms/README.md`. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../tools.ts';
import { EXPECTED, type LabelledField } from './labels.ts';

const FOLDER = join(ROOT, 'tests/page/forms');

/** A form starts on an unindented line and continues on indented ones. */
const FORM = /^<(?!!--).*(?:\n[ \t]+.*)*/gm;
const LABEL = /data-asks=["'](\w+)["']/g;

/** In order of writing; each was measured before the classifier was changed for it. */
export const PARTS = ['first', 'second', 'third'] as const;
export type Part = (typeof PARTS)[number];

/** @throws on an unknown label */
export function ownFields(part: Part): LabelledField[] {
  return readdirSync(join(FOLDER, part)).flatMap((name) => {
    const file = `${part}/${name}`;
    const text = readFileSync(join(FOLDER, file), 'utf8');
    return [...text.matchAll(FORM)].flatMap(({ 0: form, index }) => {
      const line = text.slice(0, index).split('\n').length;
      return fieldsOf(form, `${file}:${line}`);
    });
  });
}

/** Removes the labels, so that the classifier cannot see them. */
function fieldsOf(form: string, place: string): LabelledField[] {
  let count = 0;
  const html = form.replace(LABEL, () => `data-at=${count++}`);
  return [...form.matchAll(LABEL)].map(([, label], at) => {
    const expected = EXPECTED.find((one) => one === label);
    if (!expected) throw new Error(`${place} has a field that is “${label}”.`);
    return { place, html, selector: `[data-at="${at}"]`, expected };
  });
}
