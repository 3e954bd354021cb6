import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { askTool, ROOT } from '../../scripts/tools.ts';
import accepted from './accepted-warnings.json' with { type: 'json' };

interface Remark {
  readonly code: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

interface AcceptedWarning {
  readonly code: string;
  /** Start of the file's path in the package. */
  readonly file: string;
  /** Why it is accepted. */
  readonly reason: string;
}

/** Mozilla's own linter, which its store runs. */
async function lint(): Promise<{ errors: Remark[]; warnings: Remark[] }> {
  const folder = join(ROOT, '.output', 'firefox-mv3');
  const { output } = await askTool('web-ext', ['lint', '--source-dir', folder, '--output', 'json']);
  return JSON.parse(output);
}

it('passes Mozilla’s store linter without errors and without unexplained warnings', {
  timeout: 60_000,
}, async () => {
  const { errors, warnings } = await lint();
  expect(errors).toEqual([]);
  const isAccepted = (warning: Remark) =>
    (accepted as AcceptedWarning[]).some(
      ({ code, file }) => code === warning.code && (warning.file ?? '').startsWith(file),
    );
  expect(warnings.filter((warning) => !isAccepted(warning))).toEqual([]);
  const isNeeded = ({ code }: AcceptedWarning) => warnings.some((warning) => warning.code === code);
  expect((accepted as AcceptedWarning[]).filter((one) => !isNeeded(one))).toEqual([]);
});

it('never creates markup from text: the linter’s warnings concern the library', () => {
  const sources = ['src', 'entrypoints'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const writers = sources.filter((path) =>
    /innerHTML|outerHTML|insertAdjacentHTML|document\.write/i.test(readFileSync(path, 'utf8')),
  );
  expect(sources.length).toBeGreaterThan(50);
  expect(writers).toEqual([]);
});
