// One actor, one issue, what changed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, made, open } from './browser.mjs';
import * as report from './page.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

async function on(name, look) {
  const { page, faults, close } = await open(browser, made(name));
  await look(page, await report.data(page));
  assert.deepEqual(faults, []);
  await close();
}

const text = (place) => place.textContent().then((text) => text.replace(/\s+/g, ' ').trim());
const shown = (actor) => actor.positions.filter(({ hidden }) => !hidden);

test('an actor has every position, with its word, its sentence of counts and its sentences', () =>
  on('sample', async (page, { actors, issues }) => {
    const [actor] = actors;
    await report.show(page, report.actor_view(actor.key));
    assert.equal(await page.locator('#actor-name').textContent(), actor.name);
    for (const position of shown(actor)) {
      const section = page.locator(`.position[data-issue="${issues[position.issue].id}"]`);
      assert.match(await text(section.locator('h3')), new RegExp(`${position.word}$`));
      assert.ok((await text(section)).includes(position.summary));
      assert.equal(await section.locator('.scale').getAttribute('role'), position.net === undefined ? null : 'img');
    }
    await report.unfold(page);
    const n_evidence = actor.positions.reduce((n, position) => n + position.evidence.length, 0);
    assert.equal(await page.locator(report.QUOTES).count(), n_evidence);
  }));

test('"n more" opens the other sentences', () =>
  on('sample', async (page, { actors, issues }) => {
    const counted = (position) => position.evidence.filter((sentence) => !sentence.apart);
    const [actor, position] = actors.flatMap((actor) => shown(actor).map((one) => [actor, one])).find(([, one]) => counted(one).length > 3);
    await report.show(page, report.actor_view(actor.key));
    const section = page.locator(`.position[data-issue="${issues[position.issue].id}"]`);
    const listed = section.locator('li[data-saying]');
    assert.equal(await listed.count(), 3);
    await section.getByText(`${counted(position).length - 3} more`, { exact: true }).click();
    await listed.nth(3).waitFor();
    assert.equal(await section.locator('li:not(.apart li)').count(), counted(position).length);
  }));

test('a mark of the trend leads to the sentences of its saying, by mouse and by keyboard', () =>
  on('sample', async (page, { actors, issues }) => {
    const has_days = (position) => new Set(position.sayings.map((saying) => saying.date)).size > 2;
    const [actor, position] = actors.flatMap((actor) => shown(actor).map((one) => [actor, one])).find(([, one]) => has_days(one));
    await report.show(page, report.actor_view(actor.key));
    const section = page.locator(`.position[data-issue="${issues[position.issue].id}"]`);
    const marks = section.locator('figure [role="button"]');
    const dated = position.sayings.map((saying, index) => ({ ...saying, index })).filter((saying) => saying.date);
    assert.equal(await marks.count(), dated.length);
    for (const [at, act] of [(mark) => mark.click(), (mark) => mark.press('Enter')].entries()) {
      await act(marks.nth(at));
      const chosen = section.locator('li.chosen');
      const n_own = position.evidence.filter((sentence) => sentence.saying === dated[at].index).length;
      assert.equal(await chosen.count(), n_own);
      assert.equal(await chosen.first().getAttribute('data-saying'), String(dated[at].index));
      assert.ok(await chosen.first().isVisible());
      assert.ok(await chosen.first().evaluate((item) => item.contains(document.activeElement)));
    }
  }));

test('an issue has everyone from opposed to supportive, each leading to the position', () =>
  on('sample', async (page, { actors, issues }) => {
    for (const [issue, { id, name, description }] of issues.entries()) {
      await report.show(page, report.issue_view(id));
      assert.equal(await page.locator('#issue-name').textContent(), name);
      assert.ok((await text(page.locator('#one-issue'))).includes(description));
      const on_it = actors.flatMap((actor) => shown(actor).filter((one) => one.issue === issue).map((one) => ({ name: actor.name, ...one })));
      const told = on_it.filter(({ word }) => !['too few', 'unsure'].includes(word)).sort((a, b) => a.net - b.net);
      const names = await page.locator('#one-issue ul[data-slot="stands"] a').allTextContents();
      assert.deepEqual(names.map((name) => told.find((one) => one.name === name)?.net), told.map(({ net }) => net));
      assert.equal(await page.locator('.stands li').count(), on_it.length);
    }
    await page.locator('#one-issue ul[data-slot="stands"] a').first().click();
    await report.arrived(page).waitFor();
  }));

test('the outlets and the timeline of an issue add up to its sayings', () =>
  on('sample', async (page, { actors, issues, outlets }) => {
    for (const [issue, { id }] of issues.entries()) {
      await report.show(page, report.issue_view(id));
      const sayings = actors.flatMap((actor) => shown(actor).filter((one) => one.issue === issue).flatMap((one) => one.sayings));
      const printed = (outlet, stance) => sayings.filter((one) => !one.unsure && one.stance === stance && one.outlets.includes(outlet)).length;
      const wanted = outlets.map((outlet, at) => [outlet, ...['supportive', 'cautious', 'opposed'].map((stance) => printed(at, stance))]);
      const rows = await page.locator('table.outlets tbody tr').evaluateAll((rows) => rows.map((row) => [...row.cells].slice(0, 4).map((cell) => cell.textContent)));
      assert.deepEqual(rows.sort(), wanted.filter(([, ...counts]) => counts.some(Boolean)).map((row) => row.map(String)).sort());
      const titles = await page.locator('#one-issue svg title').allTextContents();
      const dated = sayings.filter((one) => one.date && !one.unsure);
      assert.equal(titles.reduce((sum, title) => sum + Number(title.match(/: (\d+) /)[1]), 0), dated.length);
    }
  }));

test('what changed leads to the position, and to the issue', () =>
  on('changed', async (page) => {
    const links = page.locator('.changes li a');
    const n_links = await links.count();
    assert.ok(n_links > 0 && n_links % 2 === 0);
    for (let at = 0; at < n_links; at += 2) {
      const [actor, issue] = [await text(links.nth(at)), await text(links.nth(at + 1))];
      await links.nth(at).click();
      await report.arrived(page).waitFor();
      assert.equal(await text(page.locator('#actor-name')), actor);
      assert.equal(await text(report.arrived(page).locator('h3 a')), issue);
      await page.goBack();
      await links.nth(at + 1).click();
      await page.locator('#issue-name').waitFor();
      assert.equal(await text(page.locator('#issue-name')), issue);
      await page.goBack();
    }
  }));
