// The page of the sample articles, as a reader uses it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { SCREENS, launch, made, open, overhang } from './browser.mjs';
import * as report from './page.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const sample = made('sample');
const behind = (file) => JSON.parse(readFileSync(join(dirname(file), 'report.json'), 'utf8'));

async function on(options, look) {
  const tab = await open(browser, options.file ?? sample, options);
  await look(tab.page, tab.faults);
  assert.deepEqual(tab.faults, []);
  await tab.close();
}

test('it opens without a message, and asks for nothing beyond itself', () =>
  on({}, async (page) => {
    assert.ok((await page.title()).startsWith(report.TITLE));
    assert.ok((await page.locator(report.ROWS).count()) > 3);
  }));

test('the matrix says what report.json says', () =>
  on({}, async (page) => {
    const { issues, actors } = behind(sample);
    const name = (id) => issues.find((issue) => issue.id === id).name;
    const shown = actors.flatMap((actor) =>
      actor.positions.filter((position) => position.shown).map((position) => [actor.name, name(position.issue), position.stance]),
    );
    assert.ok(shown.length > 10);
    assert.deepEqual((await report.words(page)).sort(), shown.sort());
  }));

test('one click on a word leads to its sentences, and tells where they are from', () =>
  on({}, async (page) => {
    await page.locator(report.CELLS).first().click();
    await evidence_is_in_sight(page);
  }));

test('the keyboard leads there too', () =>
  on({}, async (page) => {
    const cell = await page.locator(report.CELLS).first().elementHandle();
    const reached = () => page.evaluate((element) => document.activeElement === element, cell);
    for (let n = 0; n < 60 && !(await reached()); n += 1) await page.keyboard.press('Tab');
    assert.ok(await reached(), 'Tab does not reach a cell of the matrix');
    await page.keyboard.press('Enter');
    await evidence_is_in_sight(page);
  }));

async function evidence_is_in_sight(page) {
  const place = report.arrived(page);
  await place.waitFor();
  assert.ok((await report.sentences(place).count()) > 0, 'no sentence');
  assert.ok((await place.locator('mark').count()) > 0, 'nothing in the sentence is marked');
  assert.ok(await report.sentences(place).first().isVisible());
  assert.ok(await report.sources(place).first().isVisible());
  const { top } = await place.evaluate((element) => element.getBoundingClientRect());
  assert.ok(top >= 0 && top < SCREENS.desktop.viewport.height / 2, `it stands at ${top}`);
}

test('every view stands by its address alone, and every link leads somewhere', () =>
  on({}, async (page) => {
    for (const view of await report.views(page)) {
      await report.show(page, view);
      assert.equal(await report.standing(page), view.match(/actor|issue/)?.[0] ?? 'overview', view);
      const dangling = await page.evaluate(() =>
        [...document.querySelectorAll('a[href^="#"]')]
          .map((link) => decodeURIComponent(link.hash.slice(1)))
          .filter((id) => id && !id.includes('=') && !document.getElementById(id)),
      );
      assert.deepEqual(dangling, []);
    }
  }));

test('every sentence behind a shown position is on the page', () =>
  on({}, async (page) => {
    const positions = behind(sample).actors.flatMap((actor) => actor.positions);
    const quoted = positions.filter((position) => position.shown).flatMap((position) => position.evidence);
    const flat = (words) => words.replace(/\s+/g, ' ').trim();
    const there = new Set();
    for (const view of await report.views(page)) {
      await report.show(page, view);
      await report.unfold(page);
      for (const text of await page.locator(report.QUOTES).allTextContents()) there.add(flat(text));
    }
    assert.ok(quoted.length > 10);
    assert.deepEqual(quoted.map((evidence) => flat(evidence.sentence.text)).filter((sentence) => !there.has(sentence)), []);
  }));

for (const screen of Object.keys(SCREENS)) {
  for (const name of ['sample', 'empty']) {
    test(`the ${name} page does not scroll sideways on a ${screen}`, () =>
      on({ file: made(name), screen }, async (page) => {
        for (const view of await report.views(page)) {
          await report.show(page, view);
          await report.unfold(page);
          assert.equal(await overhang(page), 0, `pixels too wide: ${view}`);
        }
      }));
  }
}

test('a report without a position says so', () =>
  on({ file: made('empty') }, async (page) => {
    assert.ok(await page.getByText(report.NOTHING).isVisible());
    assert.equal(await page.locator(report.ROWS).count(), 0);
  }));
