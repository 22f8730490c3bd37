// Packs the extension as a vsix, with the server for one platform inside.
//
//   npm run package [-- --server PROGRAM] [--target TARGET] [--out FILE]
//
// Without --server the project's own release program is built and packed. Without --target the vsix is for this machine.
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const root = path.dirname(path.dirname(here));
const { values } = parseArgs({
  options: { server: { type: 'string' }, target: { type: 'string' }, out: { type: 'string' }, root: { type: 'string' } },
});
// npm runs this in the extension's folder; what is named is seen from where the writer stands.
const resolve = (file) => path.resolve(process.env.INIT_CWD ?? '.', file);
const project = values.root ? resolve(values.root) : root;
const target = values.target ?? thisPlatform();
const program = target.startsWith('win32') ? 'copydesk.exe' : 'copydesk';
const out = resolve(values.out ?? path.join(here, 'copydesk.vsix'));

const server = resolve(values.server ?? build());
if (!existsSync(server)) {
  console.error(`There is no program ${server}.`);
  process.exit(1);
}

process.chdir(here);
for (const folder of ['out', 'server', 'samples']) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
}
copyFileSync(server, path.join('server', program));
chmodSync(path.join('server', program), 0o755);
for (const name of readdirSync(path.join(project, 'samples')).filter((n) => n.endsWith('.md'))) {
  copyFileSync(path.join(project, 'samples', name), path.join('samples', name));
}
copyFileSync(path.join(project, 'docs', 'vscode.png'), path.join('walkthrough', 'vscode.png'));
writeFileSync('LICENSE', licence());
execFileSync(process.execPath, ['scripts/build.mjs', '--minify'], { stdio: 'inherit' });

const pages = ['README.md', 'CHANGELOG.md'].map((name) => {
  const file = path.join('out', name);
  writeFileSync(file, forGalleries(readFileSync(name, 'utf8')));
  return file;
});
const vsce = path.join(here, 'node_modules', '@vscode', 'vsce', 'vsce');
const readme = ['--readme-path', pages[0], '--changelog-path', pages[1]];
execFileSync(process.execPath, [vsce, 'package', '--no-dependencies', '--target', target, '--out', out, ...readme], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
for (const page of pages) {
  rmSync(page);
}
console.log(out);

/** In the galleries, what stands elsewhere in the project is reached by its address. */
function forGalleries(text) {
  const at = (host) => `](https://${host}/`;
  return text
    .replace(/(!\[[^\]]*)\]\(\.\.\/\.\.\//g, `$1${at('raw.githubusercontent.com/copydesk/copydesk/main')}`)
    .replace(/\]\(\.\.\/\.\.\//g, at('github.com/copydesk/copydesk/blob/main'));
}

/** Both licences in the one file that the galleries show. */
function licence() {
  const text = (name) => readFileSync(path.join(project, name), 'utf8').trim();
  const intro = 'copydesk is licensed under either of the MIT License or the Apache License, Version 2.0, as you like.';
  return `${intro}\n\n\n${text('LICENSE-MIT')}\n\n\n${text('LICENSE-APACHE')}\n`;
}

function build() {
  execFileSync('cargo', ['build', '--release', '--locked'], { cwd: project, stdio: 'inherit' });
  const folder = process.env.CARGO_TARGET_DIR ?? path.join(project, 'target');
  return path.join(folder, 'release', process.platform === 'win32' ? 'copydesk.exe' : 'copydesk');
}

/** As VS Code calls it; a Linux without glibc is `alpine`. */
function thisPlatform() {
  const { platform, arch } = process;
  const musl = platform === 'linux' && process.report.getReport().header.glibcVersionRuntime === undefined;
  return `${musl ? 'alpine' : platform}-${arch === 'arm' ? 'armhf' : arch}`;
}
