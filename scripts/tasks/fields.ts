/** `npm run bench:fields -- FILE`: accuracy of the field classifier on labelled fields. */
import { readFileSync } from 'node:fs';
import { judgeFields } from '../fields/judge.ts';
import { EXPECTED, type LabelledField, readFields, scoreOf } from '../fields/labels.ts';
import { ownFields, PARTS } from '../fields/own.ts';

const [file] = process.argv.slice(2);
const fields = file === undefined ? PARTS.flatMap(ownFields) : readOrStop(file);
const judgements = await judgeFields('chromium', fields);
const found = judgements.map((judgement) => judgement.found);

fields.forEach(({ place, expected, selector }, at) => {
  const { found: asked, error } = judgements[at] ?? {};
  if (error !== undefined) console.error(`${place}: ${error}`);
  else if (asked !== expected) console.log(`${place}: ${selector} is ${expected}, found ${asked}`);
});

const counts = EXPECTED.map((kind) => `${fields.filter(({ expected }) => expected === kind).length} ${kind}`);
console.log(`${fields.length} fields: ${counts.join(', ')}`);
// Programs read the last two lines.
for (const kind of ['id', 'phone', 'password', 'card'] as const) {
  const { recall, isFalse } = scoreOf(kind, fields, found);
  console.log(`${kind} recall ${recall.toFixed(3)} false ${isFalse}`);
}

function readOrStop(path: string): readonly LabelledField[] {
  try {
    return readFields(readFileSync(path, 'utf8'));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
