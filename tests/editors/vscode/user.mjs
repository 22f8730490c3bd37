// VS Code as a user has it: the packed extension installed, the page driven with mouse and keys, and its picture taken.
//
//   COPYDESK_VSIX=FILE [COPYDESK_PICTURE=FILE] node user.mjs
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { VSCODE, WORK, browse, codeServer, expect, failed, finish, profile, serversBelow, sleep, step, until } from './lib.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
const picture = process.env.COPYDESK_PICTURE;

const drafts = path.join(mkdtempSync(path.join(WORK, 'user-')), 'drafts');
mkdirSync(drafts);
cpSync(path.join(root, 'samples', 'harbour.en.md'), path.join(drafts, 'harbour.en.md'));
cpSync(path.join(root, 'samples', 'harbour.en.md'), path.join(drafts, 'README.md'));
writeFileSync(path.join(drafts, 'copydesk.toml'), '');
const saved = () => readFileSync(path.join(drafts, 'harbour.en.md'), 'utf8');
const before = saved();
const lineOf = (words) => before.slice(0, before.indexOf(words)).split('\n').length;

const userData = profile({
  'editor.wordWrap': 'on',
  'editor.fontSize': 14,
  'editor.minimap.enabled': false,
  'editor.lightbulb.enabled': 'off',
  'editor.stickyScroll.enabled': false,
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'breadcrumbs.enabled': false,
});
const extensions = mkdtempSync(path.join(WORK, 'extensions-'));
const entry = path.join(VSCODE, 'node_modules/code-server/out/node/entry.js');
await step('the vsix is installed', () => {
  const flags = ['--user-data-dir', userData, '--extensions-dir', extensions];
  const said = execFileSync(path.join(VSCODE, 'node_modules/.bin/node'), [entry, ...flags, '--install-extension', process.env.COPYDESK_VSIX], { stdio: 'pipe' });
  expect(String(said).includes('was successfully installed'), String(said));
});

const vscode = await codeServer(userData, extensions);
const { page, close } = await browse(`${vscode.url}/?folder=${drafts}`, { width: 1280, height: 860 });

/** The text that the editor shows; blanks and the ends of lines are blanks. */
const editorText = async () => (await page.locator('.view-lines').first().innerText()).replace(/\s+/g, ' ');
/** The lines under findings that are in sight. */
const squiggles = () => page.locator('.squiggly-warning').count();

async function open(name) {
  await page.locator('.explorer-folders-view .monaco-list-row', { hasText: name }).first().dblclick();
  await until(() => page.locator('.tab.active', { hasText: name }).count(), `${name} is shown`);
}

/** Brings some words into sight, and returns where their middle is on the page. */
async function point(words) {
  const place = () =>
    page.evaluate((words) => {
      for (const line of document.querySelectorAll('.view-line')) {
        const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
        const pieces = [];
        let text = '';
        for (let node; (node = nodes.nextNode()); ) {
          pieces.push({ node, start: text.length });
          text += node.data.replaceAll('\u00a0', ' ');
        }
        const at = text.indexOf(words);
        if (at >= 0) {
          const piece = (offset) => pieces.findLast((p) => p.start <= offset);
          const range = document.createRange();
          const middle = at + Math.floor(words.length / 2);
          const { node, start } = piece(middle);
          range.setStart(node, middle - start);
          range.setEnd(node, Math.min(middle - start + 1, node.length));
          const box = range.getBoundingClientRect();
          return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
        }
      }
      return undefined;
    }, words);
  // The page may still be scrolling.
  let last;
  const still = async () => {
    const now = await place();
    const same = now && last && now.x === last.x && now.y === last.y;
    last = now;
    return same && now;
  };
  return until(still, `the words are in sight: ${words}`);
}

async function click(words) {
  const { x, y } = await point(words);
  await page.mouse.click(x, y);
}

async function closeHovers() {
  await page.mouse.move(5, 5);
  await page.keyboard.press('Escape');
}

const panel = page.locator('.markers-panel');
/** Shows or hides the list of problems. Where the keyboard is elsewhere, the key that hides it goes there first. */
async function problems(shown) {
  await until(async () => {
    if ((await panel.isVisible()) === shown) {
      return true;
    }
    await page.keyboard.press('Control+Shift+KeyM');
    return until(async () => (await panel.isVisible()) === shown, 'a change', 3000).catch(() => false);
  }, `the list of problems is ${shown ? 'shown' : 'hidden'}`);
}

await step('findings are underlined, and listed with the problems', async () => {
  await open('harbour.en.md');
  await until(squiggles, 'a line under a finding');
  await problems(true);
  await until(async () => (await panel.locator('.monaco-list-row').count()) >= 4, 'the list of problems');
  const text = await panel.innerText();
  for (const words of ['Nobody is said to have spoken this quote', 'Wieczorak', 'never closed']) {
    expect(text.includes(words), `“${words}” is not in: ${text}`);
  }
  await problems(false);
});

await step('hover says who somebody is', async () => {
  const { x, y } = await point('Tomasz Wieczorek');
  await page.mouse.move(x - 3, y);
  await page.mouse.move(x, y);
  const hover = page.locator('.monaco-hover:visible');
  const text = async () => (await hover.allInnerTexts()).join();
  await until(async () => /Tomasz Wieczorek · person/.test(await text()) && /3 mentions/.test(await text()), 'who he is');
  await closeHovers();
});

await step('F2 renames a person through the draft, and Ctrl+Z takes it back at once', async () => {
  const shown = await editorText();
  await click('Marion');
  await page.keyboard.press('F2');
  const input = page.locator('.rename-box input.rename-input');
  await until(() => input.evaluate((i) => i === document.activeElement), 'the box for the new name');
  expect((await input.inputValue()) === 'Marion Ellery', `it offers ${await input.inputValue()}`);
  await input.fill('Miriam Ellerby');
  await page.keyboard.press('Enter');
  await until(async () => /Miriam Ellerby, the harbour master/.test(await editorText()), 'the new name');
  expect((await editorText()).includes('Ellerby told councillors'), 'the short form is the old one');
  await page.keyboard.press('Control+KeyZ');
  await until(async () => (await editorText()) === shown, 'everything as it was');
});

await step('a quick fix mends a spelling', async () => {
  await page.keyboard.press('Control+End');
  await click('Wieczorak');
  const menu = page.locator('.action-widget').first();
  await until(async () => {
    if (!(await menu.count())) {
      // On a busy machine, VS Code shows nothing while it is still at what was undone; a writer asks again.
      await page.keyboard.press('Control+Period');
      await sleep(1500);
    }
    return menu.count();
  }, 'the fixes');
  await until(async () => (await menu.innerText()).includes('Spell it Wieczorek here'), 'the fix');
  await page.keyboard.press('Enter');
  await until(async () => !(await editorText()).includes('Wieczorak'), 'the right spelling');
  await page.keyboard.press('Control+KeyS');
  await until(() => saved() === before.replace('Wieczorak', 'Wieczorek'), 'the saved file');
  await page.keyboard.press('Control+KeyZ');
  await page.keyboard.press('Control+KeyS');
  await until(() => saved() === before, 'the file as it was');
});

const sources = page.locator('.pane', { hasText: 'Sources' }).locator('.monaco-list-row');
const rows = async () => (await sources.allInnerTexts()).map((t) => t.replace(/\s+/g, ' ').trim());
/** Clicks a quote in the list, and waits until the cursor is there. */
async function jumpTo(words) {
  const cursor = new RegExp(`Ln ${lineOf(words)}, Col`);
  await sources.filter({ hasText: words }).click();
  await until(async () => cursor.test(await page.locator('.statusbar').innerText()), `the cursor is at: ${words}`);
}
const counts = page.locator('.statusbar-item', { hasText: 'unattributed' });

await step('the status bar counts, and a click opens the list of sources', async () => {
  await until(async () => /\d+ quotes · \d+ sources · 1 unattributed/.test(await counts.innerText()), 'the counts');
  await counts.click();
  const list = await until(async () => ((await rows()).length > 8 ? rows() : undefined), 'the list');
  expect(/^Unattributed quotes ?1$/.test(list[0]), `first: ${list[0]}`);
  expect(list[1].startsWith('“Nobody up there has ever stood'), `second: ${list[1]}`);
  for (const words of ['People', 'Marion Ellery', 'Tomasz Wieczorek', 'Harold Pym']) {
    expect(list.some((row) => row.startsWith(words)), `${words} in ${list.join('\n')}`);
  }
});

await step('a click in the list jumps, and the list follows the cursor', async () => {
  await jumpTo('Nobody up there');
  await page.keyboard.press('Control+Home');
  await click('Give us a berth');
  const selected = page.locator('.pane', { hasText: 'Sources' }).locator('.monaco-list-row.selected');
  await until(async () => /Give us a berth/.test((await selected.allInnerTexts()).join()), 'the quote is selected in the list');
  await click('Tomasz Wieczorek');
  await until(async () => /^Tomasz Wieczorek/.test((await selected.allInnerTexts()).join().trim()), 'the person is selected in the list');
});

await step('the list follows the typing', async () => {
  await page.keyboard.press('Control+End');
  await click('northerly');
  await page.keyboard.press('End');
  await page.keyboard.type(' So said Harold Pym.');
  await until(async () => /0 unattributed/.test(await counts.innerText()), 'no quote without a speaker');
  await until(async () => !(await rows())[0].startsWith('Unattributed'), 'none in the list');
  // What was typed is taken back word by word.
  await until(async () => {
    await page.keyboard.press('Control+KeyZ');
    return (await page.locator('.tab.active.dirty').count()) === 0;
  }, 'the draft is as it was saved');
  await until(async () => /1 unattributed/.test(await counts.innerText()), 'one again');
});

await step('a button in the list names the speaker of a quote', async () => {
  const line = sources.filter({ hasText: 'Nobody up there' }).first();
  // The button stands on the line under the mouse; the list may just be made anew.
  await until(async () => {
    await page.mouse.move(5, 5);
    await line.hover();
    const button = line.getByRole('button', { name: 'Name the Speaker' });
    return button.click({ timeout: 3000 }).then(() => true, () => false);
  }, 'the button');
  const offered = page.locator('.quick-input-list');
  await until(async () => /said/.test(await offered.innerText()), 'the people in reach');
  await page.keyboard.press('Enter');
  await until(async () => /0 unattributed/.test(await counts.innerText()), 'no quote without a speaker');
  expect(/northerly,” said|northerly.” .* said/.test(await editorText()), 'it is not written in the draft');
  await click('northerly');
  await page.keyboard.press('Control+KeyZ');
  await until(async () => /1 unattributed/.test(await counts.innerText()), 'one again');
});

await step('the command renames without F2', async () => {
  await page.keyboard.press('Control+Home');
  await click('Marion');
  await page.keyboard.press('F1');
  await page.keyboard.type('Rename Person, Organisation');
  await until(async () => /Rename Person, Organisation or Place/.test(await page.locator('.quick-input-list').innerText()), 'the command');
  await page.keyboard.press('Enter');
  const input = page.locator('.quick-input-widget:visible input.input');
  await until(async () => (await input.inputValue().catch(() => '')) === 'Marion Ellery', 'the old name');
  await input.fill('Miriam Ellerby');
  await page.keyboard.press('Enter');
  await until(async () => /Miriam Ellerby, the harbour master/.test(await editorText()), 'the new name');
  await page.keyboard.press('Control+KeyZ');
  await until(async () => /Marion Ellery, the harbour master/.test(await editorText()), 'the old name again');
});

await step('a read-me in the same folder is left alone', async () => {
  await until(async () => {
    await page.keyboard.press('Control+Shift+KeyE');
    await sleep(1000);
    return page.locator('.explorer-folders-view .monaco-list-row').count();
  }, 'the explorer');
  await open('README.md');
  await sleep(1500);
  expect((await squiggles()) === 0, 'it is underlined');
  expect((await counts.count()) === 0, 'it is counted');
  await page.keyboard.press('Control+KeyW');
  await until(() => page.locator('.tab.active', { hasText: 'harbour' }).count(), 'the draft again');
});

if (picture) {
  await step('the picture of the sample draft', async () => {
    await counts.click();
    await problems(true);
    await until(() => panel.locator('.monaco-list-row').count(), 'the list of problems');
    await jumpTo('Nobody up there');
    await page.keyboard.press('Control+End');
    const { x, y } = await point('Nandakumar');
    await page.mouse.move(x - 3, y);
    await page.mouse.move(x, y);
    await until(() => page.locator('.monaco-hover:visible').count(), 'a hover');
    await sleep(700);
    await page.screenshot({ path: picture });
  });
}

await step('the walkthrough opens, and opens a sample draft', async () => {
  await page.keyboard.press('F1');
  await page.keyboard.type('Open Walkthrough');
  const list = page.locator('.quick-input-list');
  await until(async () => /Open Walkthrough/.test(await list.innerText()), 'the command');
  await page.keyboard.press('Enter');
  await until(async () => /Quotes and names in your drafts/.test(await list.innerText()), 'our walkthrough');
  await page.keyboard.type('Quotes and names');
  await page.keyboard.press('Enter');
  const steps = page.locator('.gettingStartedContainer');
  await until(async () => /See who says what/.test((await steps.allInnerTexts()).join()), 'its steps');
  await steps.locator('.monaco-button:visible', { hasText: 'Open a sample draft' }).first().click();
  await until(() => page.locator('.tab.active:not([data-resource-name="Welcome"])').count(), 'a new document');
  await until(async () => (await editorText()).includes('Saltmere'), 'its text');
  await problems(true);
  await until(() => panel.locator('.monaco-list-row', { hasText: 'Untitled' }).count(), 'its findings');
  await until(async () => /1 unattributed/.test((await counts.allInnerTexts()).join()), 'the counts');
});

if (failed()) {
  await page.screenshot({ path: path.join(WORK, 'user.png') });
}
await step('the server runs, and leaves with VS Code', async () => {
  expect(serversBelow(extensions).length === 1, `${serversBelow(extensions).length} servers are running`);
  await close();
  await vscode.stop();
  await until(() => serversBelow(extensions).length === 0, 'the server leaves', 8000);
});
finish();
