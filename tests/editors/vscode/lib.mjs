// What the tests of VS Code share: a VS Code that serves its page on a loopback port, a browser that shows it, and steps.
import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, readdirSync, readlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import path from 'node:path';

/** The folder that get-vscode.sh made. */
export const VSCODE = process.env.COPYDESK_VSCODE;
/** A folder that is thrown away when the run is over. */
export const WORK = process.env.COPYDESK_WORK;
const modules = path.join(VSCODE, 'node_modules');

let failures = 0;

export function report(name, problem) {
  failures += problem === undefined ? 0 : 1;
  console.log(problem === undefined ? `ok    ${name}` : `FAILS ${name}: ${problem}`);
}

// What no step has caught ends the run, and is told like a step.
process.on('uncaughtException', (error) => {
  report('the run itself', error.message.split('\n').slice(0, 12).join('\n      '));
  process.exit(1);
});

/** Does one thing; what it throws is its failure. */
export async function step(name, what) {
  try {
    await what();
    report(name);
  } catch (error) {
    report(name, error.message.split('\n').slice(0, 12).join('\n      '));
  }
}

export function failed() {
  return failures > 0;
}

export function finish() {
  process.exitCode = failed() ? 1 : 0;
}

/** Waits until `what` gives something that is true, and returns it. */
export async function until(what, name, ms = 45000) {
  const end = Date.now() + ms;
  for (;;) {
    const got = await what();
    if (got) {
      return got;
    }
    if (Date.now() > end) {
      throw new Error(`never: ${name}`);
    }
    await sleep(50);
  }
}

export function sleep(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

export function expect(holds, message) {
  if (!holds) {
    throw new Error(message);
  }
}

/** A fresh folder with these settings of the user in it. */
export function profile(settings) {
  const folder = mkdtempSync(path.join(WORK, 'profile-'));
  const user = path.join(folder, 'User');
  mkdirSync(user, { recursive: true });
  const quiet = {
    'security.workspace.trust.enabled': false,
    'workbench.startupEditor': 'none',
    'workbench.colorTheme': 'Default Light Modern',
    'telemetry.telemetryLevel': 'off',
    'extensions.autoCheckUpdates': false,
    'extensions.autoUpdate': false,
    'update.mode': 'none',
    'chat.disableAIFeatures': true,
    'workbench.tips.enabled': false,
    'files.autoSave': 'off',
    'workbench.secondarySideBar.defaultVisibility': 'hidden',
    'files.simpleDialog.enable': true,
  };
  writeFileSync(path.join(user, 'settings.json'), JSON.stringify({ ...quiet, ...settings }, null, 2));
  return folder;
}

function freePort() {
  return new Promise((done, fail) => {
    const server = createServer().on('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Starts a program of VS Code's on a free port; `args` gets the port. */
async function serve(script, args, env = {}) {
  const port = await freePort();
  const node = path.join(modules, '.bin', 'node');
  // No settings of another VS Code around this run.
  const clean = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('VSCODE_')));
  const child = spawn(node, [script, ...args(port)], { env: { ...clean, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (data) => (said += data));
  child.stderr.on('data', (data) => (said += data));
  const gone = new Promise((done) => child.on('exit', done));
  const stop = async () => {
    child.kill();
    const killing = setTimeout(() => child.kill('SIGKILL'), 8000);
    await gone;
    clearTimeout(killing);
  };
  const url = `http://127.0.0.1:${port}`;
  await until(
    () => fetch(url, { redirect: 'manual' }).then(() => true, () => child.exitCode !== null && Promise.reject(new Error(said))),
    'VS Code serves its page',
    60000,
  );
  return { port, url, stop, said: () => said };
}

/** code-server: VS Code as a user has it, with extensions installed. */
export function codeServer(userData, extensions) {
  const script = path.join(modules, 'code-server', 'out', 'node', 'entry.js');
  return serve(script, (port) => [
    '--bind-addr', `127.0.0.1:${port}`, '--auth', 'none', '--disable-telemetry', '--disable-update-check',
    '--disable-workspace-trust', '--disable-getting-started-override',
    '--user-data-dir', userData, '--extensions-dir', extensions, '--config', path.join(userData, 'config.yaml'),
  ]);
}

/** VS Code's own server, with which extensions are developed and tested from inside. */
export function serverMain(userData, extensions, env) {
  const script = path.join(modules, 'code-server', 'lib', 'vscode', 'out', 'server-main.js');
  return serve(
    script,
    (port) => [
      '--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms',
      '--enable-smoke-test-driver', '--telemetry-level', 'off', '--server-data-dir', userData,
      '--user-data-dir', userData, '--extensions-dir', extensions,
    ],
    env,
  );
}

/** Opens an address in a Chromium of its own. */
export async function browse(url, size = { width: 1280, height: 800 }) {
  const { chromium } = createRequire(path.join(modules, 'x'))('playwright-core');
  const context = await chromium.launchPersistentContext(mkdtempSync(path.join(WORK, 'chromium-')), {
    executablePath: '/usr/bin/chromium',
    viewport: size,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
  context.setDefaultTimeout(60000);
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(url);
  await page.waitForSelector('.monaco-workbench', { timeout: 60000 });
  return { page, close: () => context.close() };
}

/** The running servers whose program lies below a folder. */
export function serversBelow(folder) {
  return readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/exe`).startsWith(folder);
    } catch {
      return false; // it has left meanwhile
    }
  });
}
