// A report on articles, actors, issues and files that try to be more than text.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { SCREENS, launch, made, open, overhang } from './browser.mjs';
import * as report from './page.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const hostile = made('hostile');
/** The page's own text: bidirectional marks and control characters give way to U+FFFD. */
const plain = (text) => text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (c) => (c === '\n' ? c : '\ufffd'));
const flat = (text) => plain(text).replace(/\s+/g, ' ').trim();

/** What only a text that has become markup would bring. */
const intruders = (page) =>
  page.evaluate(() => {
    const elements = 'iframe, object, embed, base, form[action], img, link, video, audio, meta[http-equiv="refresh" i], .hostile';
    const attributes = [...document.querySelectorAll('*')].flatMap((element) =>
      [...element.attributes].filter((attribute) => /^on|^srcdoc$/i.test(attribute.name)).map((attribute) => attribute.name),
    );
    const links = [...document.querySelectorAll('a')].filter((link) => !['http:', 'https:', 'file:'].includes(link.protocol));
    return [
      ...[...document.querySelectorAll(elements)].map((element) => element.outerHTML.slice(0, 80)),
      ...attributes,
      ...links.map((link) => link.href),
    ];
  });

const n_scripts = (page) => page.evaluate(() => document.querySelectorAll('script').length);

/** Looks at every view of the page on one screen, everything unfolded. */
async function on_every_view(screen, look) {
  const { page, faults, close } = await open(browser, hostile, { screen });
  for (const view of await report.views(page)) {
    await report.show(page, view);
    assert.equal(await report.standing(page), view.match(/^#(actor|issue)=/)?.[1] ?? 'overview', view);
    await report.unfold(page);
    await look(page, view);
  }
  assert.deepEqual(faults, []);
  await close();
}

test('no text becomes an element, an attribute, a script or a link', async () => {
  const sample = await open(browser, made('sample'));
  const own = await n_scripts(sample.page);
  await sample.close();
  await on_every_view('desktop', async (page, view) => {
    assert.deepEqual(await intruders(page), [], view);
    assert.equal(await n_scripts(page), own, view);
  });
});

test('every text is there as it was written', async () => {
  let text = '';
  await on_every_view('desktop', async (page) => (text += ` ${await page.evaluate(() => document.body.innerText)}`));
  const { issues, actors } = JSON.parse(readFileSync(join(dirname(hostile), 'report.json'), 'utf8'));
  const shown = actors.flatMap((actor) => actor.positions).filter((position) => position.shown);
  const evidence = shown.flatMap((position) => position.evidence);
  const wanted = [
    ...issues.flatMap((issue) => [issue.name, issue.description]),
    ...actors.map((actor) => actor.name),
    ...evidence.flatMap((item) => [item.title, item.outlet, item.article, item.sentence.text]),
    '<img src=x onerror=alert(1) class=hostile>.jsonl',
  ];
  const pages = flat(text);
  assert.ok(evidence.length > 10);
  assert.deepEqual([...new Set(wanted.map(flat))].filter((piece) => !pages.includes(piece)), []);
});

/** Texts with a character that turns the direction of what follows, and nothing that keeps it from turning what is not theirs. */
const spilling = (page) =>
  page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (texts.nextNode()) {
      const { parentElement: element, data } = texts.currentNode;
      const { unicodeBidi, display } = getComputedStyle(element);
      const alone = display !== 'inline' && element.textContent.trim() === data.trim();
      const kept = alone || /isolate|plaintext/.test(unicodeBidi) || element.closest('script, style, template, option, noscript, .quote');
      if (/[\u202a-\u202e\u2066-\u2069]/.test(data) && !kept) found.push(element.outerHTML.slice(0, 120));
    }
    return found;
  });

test('no text turns the direction of what stands beside it', () =>
  on_every_view('desktop', async (page, view) => assert.deepEqual(await spilling(page), [], view)));

for (const screen of Object.keys(SCREENS)) {
  test(`no word bursts the page on a ${screen}`, () =>
    on_every_view(screen, async (page, view) => {
      assert.equal(await overhang(page), 0, `pixels too wide: ${view}`);
    }));
}
