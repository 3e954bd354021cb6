/** Runs the tools behind the tasks. */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Script behind a package's command, to run it with this Node on every system. */
export function scriptOf(packageName: string): string {
  const folder = join(ROOT, 'node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    bin: string | Record<string, string>;
  };
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
