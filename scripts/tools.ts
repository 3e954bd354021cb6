/** Runs the tools behind the tasks. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** @param path - absolute, or from the root of the project */
export function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(resolve(ROOT, path), 'utf8')) as T;
}

/**
 * For packages of data, which name no date of their own: we write it down beside the version.
 *
 * @param file - of ours, that has both
 * @throws where npm installed another version
 */
export function checkInstalled({ name, version }: { name: string; version: string }, file: string): void {
  const installed = readJson<{ version: string }>(`node_modules/${name}/package.json`).version;
  if (installed !== version)
    throw new Error(`${name} is ${installed}: write its version and date in ${file}`);
}

/** The script behind a package's command, so that it runs with this Node on every system. */
export function scriptOf(packageName: string): string {
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = readJson<{ bin: string | Record<string, string> }>(join(folder, 'package.json'));
  const path = typeof bin === 'string' ? bin : Object.values(bin)[0];
  if (!path) throw new Error(`${packageName} has no command.`);
  return join(folder, path);
}

/** Runs a package's command; its output goes to the terminal. */
export function runTool(
  packageName: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): boolean {
  return runNode([scriptOf(packageName), ...args], env);
}

export function runNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): boolean {
  const result = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  return result.status === 0;
}

/** The same, but returns the output. */
export function askTool(
  packageName: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ isFine: boolean; output: string; errors: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [scriptOf(packageName), ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ isFine: code === 0, output, errors }));
  });
}
