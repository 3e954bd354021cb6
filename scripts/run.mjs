/**
 * Entry point of every npm script: `node scripts/run.mjs <file> [options]`, with the file below this folder.
 *
 * Plain JavaScript without dependencies, because it runs on a fresh clone, even with Node 20: it installs missing
 * packages of the lockfile, then runs the file with Node 24 or newer, which supports TypeScript
 * (docs/decisions/0028).
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_NEEDED = 24;

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function fail(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

/** npm writes this list last, so an interrupted installation does not count. */
function isInstalled() {
  const list = 'node_modules/.package-lock.json';
  if (!existsSync(join(root, list))) return false;
  const present = readJson(list).packages;
  const { '': _ourselves, ...wanted } = readJson('package-lock.json').packages;
  return Object.entries(wanted).every(([path, { version, optional }]) =>
    present[path] ? present[path].version === version : optional,
  );
}

/**
 * `npm install --no-save` installs the versions of the lockfile and writes only node_modules. `npm ci` would fail if
 * the registry lacks a package of another platform.
 */
function install() {
  process.stdout.write('Installing what the lockfile names …\n');
  const { status } = spawnSync('npm install --no-save --loglevel=error', {
    cwd: root,
    stdio: 'inherit',
    shell: true,
  });
  if (status !== 0) {
    fail(
      'Installing the packages failed; what is above says why. ' +
        'It needs npm, a connection to its registry, and a package-lock.json that fits package.json.',
    );
  }
}

/** The running Node if it is new enough, otherwise the one that npm installed for this platform. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_NEEDED) return process.execPath;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = Object.keys(readJson('package.json').optionalDependencies)
    .map((name) => join(root, 'node_modules', name, 'bin', program))
    .find(existsSync);
  if (!found) {
    fail(
      `This project needs Node ${NODE_NEEDED} or newer; this is ${process.versions.node}, ` +
        `and npm has no ready Node ${NODE_NEEDED} for ${process.platform} ${process.arch}. ` +
        `Install Node ${NODE_NEEDED} from https://nodejs.org and run the command again.`,
    );
  }
  return found;
}

const [file, ...options] = process.argv.slice(2);
if (!isInstalled()) install();
const node = findNode();
const args = ['--disable-warning=ExperimentalWarning', join(root, 'scripts', file), ...options];
const { error, status } = spawnSync(node, args, { cwd: root, stdio: 'inherit' });
if (error) fail(`${node} could not be started: ${error.message}`);
process.exit(status ?? 1);
