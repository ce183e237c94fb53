// The page on paper, and without its script.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, made, open } from './browser.mjs';
import * as report from './page.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const ISSUES_A_TABLE = 7;

/** Opens a view as paper shows it, and counts the sheets. */
async function printed(name, hash, look) {
  const { page, faults, close } = await open(browser, made(name), { hash });
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 720, height: 1000 });
  await look(page, pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length);
  assert.deepEqual(faults, []);
  await close();
}

test('paper has every row and every issue of the table, in tables that fit', () =>
  printed('sample', '', async (page, n_sheets) => {
    const words = await report.printed_words(page);
    assert.ok(words.length > 20);
    assert.deepEqual(words.sort(), (await report.words(page)).sort());
    const tables = page.locator('#paper table');
    for (const table of await tables.all()) {
      assert.ok(await table.isVisible());
      assert.ok((await table.locator('thead th').count()) <= ISSUES_A_TABLE + 1);
      assert.ok(await table.evaluate((table) => table.scrollWidth <= table.parentElement.clientWidth), 'a table is cut off');
    }
    for (const piece of await page.locator(report.NOT_PRINTED).all()) assert.ok(!(await piece.isVisible()), await piece.getAttribute('class'));
    assert.ok(await page.getByText('Nobody with enough sayings').isVisible());
    assert.ok(n_sheets >= 2 && n_sheets < 30, `${n_sheets} sheets`);
  }));

test('paper says what is filtered and how it is sorted', () =>
  printed('sample', '#kind=person&to=2025-04-30&enough=1&by=water-sale&sort=against', async (page) => {
    const says = page.locator('#shown');
    assert.ok(await says.isVisible());
    const text = await says.textContent();
    for (const words of ['kind “person”', '30 April 2025 or earlier', 'Without “too few”', 'opposed first']) assert.ok(text.includes(words), text);
    assert.deepEqual((await report.printed_words(page)).sort(), (await report.words(page)).sort());
  }));

test('an actor and an issue print with everything unfolded', async () => {
  const { page, close } = await open(browser, made('sample'));
  const { actors, issues } = await report.data(page);
  await close();
  const [actor] = actors;
  const n_evidence = actor.positions.reduce((n, position) => n + position.evidence.length, 0);
  await printed('sample', report.actor_view(actor.key), async (page) => {
    const quotes = page.locator(report.QUOTES);
    assert.equal(await quotes.count(), n_evidence);
    for (const quote of await quotes.all()) assert.ok(await quote.isVisible());
  });
  await printed('sample', report.issue_view(issues[0].id), async (page) => {
    for (const stand of await page.locator('.stands li').all()) assert.ok(await stand.isVisible());
  });
});

test('without scripts the words are there, and where the sentences are', async () => {
  const { page, faults, close } = await open(browser, made('sample'), { scripts: false });
  const { page: other, close: close_other } = await open(browser, made('sample'));
  const words = await report.words(other);
  await close_other();
  const cells = page.locator('.scroll td .cell b');
  assert.deepEqual((await cells.allTextContents()).sort(), words.map((cell) => cell[2]).sort());
  assert.ok(await cells.first().isVisible());
  const where = page.locator('noscript p');
  assert.ok(await where.isVisible());
  assert.match(await where.textContent(), /report\.md and statements\.csv/);
  assert.ok(!(await page.locator('#filters').isVisible()));
  assert.deepEqual(faults, []);
  await close();
});
