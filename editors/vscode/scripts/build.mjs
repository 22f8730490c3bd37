// Bundles the extension into out/extension.js. With --watch it goes on doing so; with --minify the names are shortened.
import { context, build } from 'esbuild';

const options = {
  entryPoints: ['src/extension.ts'],
  outfile: 'out/extension.js',
  bundle: true,
  platform: 'node',
  // What runs in the oldest VS Code of package.json's `engines`.
  target: 'node18',
  format: 'cjs',
  external: ['vscode'],
  minify: process.argv.includes('--minify'),
  sourcemap: !process.argv.includes('--minify'),
  logLevel: 'warning',
};

if (process.argv.includes('--watch')) {
  await (await context(options)).watch();
} else {
  await build(options);
}
