// Draws images/icon.png from images/icon.svg, with a Chromium that is in PATH.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const images = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'images');
const profile = mkdtempSync(path.join(tmpdir(), 'icon-'));
execFileSync(
  'chromium',
  [
    '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--default-background-color=00000000',
    `--user-data-dir=${profile}`, '--window-size=256,256', `--screenshot=${path.join(images, 'icon.png')}`,
    path.join(images, 'icon.svg'),
  ],
  { stdio: 'ignore' },
);
rmSync(profile, { recursive: true, force: true });
