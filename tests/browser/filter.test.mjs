// Filters and sorting, against words counted here once more.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, test } from 'node:test';
import { launch, made, open } from './browser.mjs';
import * as report from './page.mjs';

let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

const sample = made('sample');
const behind = JSON.parse(readFileSync(join(dirname(sample), 'report.json'), 'utf8'));

async function on(look, options = {}) {
  const { page, faults, close } = await open(browser, sample, options);
  await look(page, await report.data(page));
  assert.deepEqual(faults, []);
  await close();
}

const days = (sayings, stance) => sayings.filter((saying) => saying.stance === stance && saying.date).map((saying) => saying.date);
const all_before = (some, others) => some.length > 1 && others.length > 1 && some.every((day) => others.every((other) => day < other));

/** The word for sayings, as DESIGN and the page's method define it; null of none. */
function word_for(sayings, least) {
  const sure = sayings.filter((saying) => !saying.unsure);
  const share = (stance) => sure.filter((saying) => saying.stance === stance).length / sure.length;
  const [supporting, opposing] = [days(sure, 'supportive'), days(sure, 'opposed')];
  if (sayings.length === 0) return null;
  if (sure.length === 0) return 'unsure';
  if (sure.length < least) return 'too few';
  if (all_before(supporting, opposing) || all_before(opposing, supporting)) return 'changed';
  if (share('supportive') >= 0.25 && share('opposed') >= 0.25) return 'mixed';
  return ['supportive', 'opposed'].find((stance) => share(stance) > 0.6666) ?? 'cautious';
}

/** The words of a table of the actors and the sayings that these keep, as [actor, issue, word]. */
function expected({ actors, issues, min_sayings }, { actor: is_wanted = () => true, saying: is_kept = () => true }) {
  const word = (position) => word_for(position.sayings.filter(is_kept), min_sayings);
  const cells = (actor) => actor.positions.filter(({ hidden }) => !hidden).map((position) => [actor.name, issues[position.issue].name, word(position)]);
  return actors.filter(is_wanted).flatMap(cells).filter(([, , word]) => word).sort();
}

const shown = async (page) => (await report.words(page)).sort();

test('the sayings in the page add up to the counts in report.json', () =>
  on(async (_, { actors, issues }) => {
    for (const [at, actor] of actors.entries()) {
      for (const position of actor.positions) {
        const { counts, n_unsure } = behind.actors[at].positions.find(({ issue }) => issue === issues[position.issue].id);
        const n = (is) => position.sayings.filter(is).length;
        for (const stance of Object.keys(counts)) assert.equal(n((saying) => !saying.unsure && saying.stance === stance), counts[stance], actor.name);
        assert.equal(n((saying) => saying.unsure), n_unsure, actor.name);
      }
    }
  }));

test('the words that Rust wrote are those of the rule here', () =>
  on(async (_, { actors, min_sayings }) => {
    const positions = actors.flatMap((actor) => actor.positions).filter(({ hidden }) => !hidden);
    assert.ok(positions.length > 20);
    for (const { word, sayings } of positions) assert.equal(word_for(sayings, min_sayings), word);
  }));

test("the words that Rust wrote are those of the script's own rule", () =>
  on(async (page) => {
    // Every saying has an outlet or a day; a filter that keeps all of them makes the script count anew.
    await report.show(page, '#from=0001-01-01');
    const { actors, issues, min_sayings } = await report.data(page);
    const dated = (saying) => Boolean(saying.date);
    const whole = actors.flatMap((actor) => actor.positions.filter(({ hidden, sayings }) => !hidden && sayings.every(dated)).map((position) => [actor.name, issues[position.issue].name, position.word]));
    assert.ok(whole.length > 20 && min_sayings > 0);
    const there = (await shown(page)).map(String);
    assert.deepEqual(whole.map(String).filter((cell) => !there.includes(cell)), []);
  }));

const FIRST = {
  outlet: (data) => data.outlets[0],
  on: (data) => data.issues[1].id,
  of: (data) => data.actors.flatMap((actor) => actor.belongs)[0][1],
};

/** Each filter: what is chosen, and which actors and sayings are left. */
const FILTERS = {
  outlet: (data) => [{ outlet: FIRST.outlet(data) }, { saying: (saying) => saying.outlets.includes(0) }],
  dates: () => [{ from: '2025-03-10', to: '2025-04-20' }, { saying: ({ date }) => date >= '2025-03-10' && date <= '2025-04-20' }],
  'an outlet and a date': (data) => [
    { outlet: FIRST.outlet(data), from: '2025-05-01' },
    { saying: ({ date, outlets }) => outlets.includes(0) && date >= '2025-05-01' },
  ],
  kind: () => [{ kind: 'person' }, { actor: (actor) => actor.kind === 'person' }],
  'organisation or party': (data) => [{ of: FIRST.of(data) }, { actor: (actor) => actor.belongs.some((one) => one[1] === FIRST.of(data)) }],
  name: () => [{ name: 'brandt TOMAS' }, { actor: (actor) => actor.name === 'Tomas Brandt' }],
};

for (const [name, filter] of Object.entries(FILTERS)) {
  test(`filter by ${name}: the words are those of what is left, and the address tells it`, () =>
    on(async (page, data) => {
      const before = await shown(page);
      const [chosen, left] = filter(data);
      for (const [field, value] of Object.entries(chosen)) await report.choose(page, field, value);
      const words = await shown(page);
      assert.deepEqual(words, expected(data, left));
      assert.ok(words.length > 0 && words.length < before.length, `${words.length} of ${before.length}`);
      assert.deepEqual(await fields(page), chosen);
      await same_anew(page, words);
      await report.drawn(page, () => page.locator('#filters [type="reset"]').click());
      assert.deepEqual(await shown(page), before);
      assert.deepEqual(await fields(page), {});
    }));
}

const fields = async (page) => Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.slice(1)));

/** Opens the address in a new tab. */
async function same_anew(page, words) {
  const { hash } = new URL(page.url());
  const { page: anew, close } = await open(browser, sample, { hash });
  assert.equal(anew.url(), pathToFileURL(sample).href + hash);
  assert.deepEqual(await shown(anew), words);
  await close();
}

test('filter by issue: one column', () =>
  on(async (page, data) => {
    await report.choose(page, 'on', FIRST.on(data));
    const words = await shown(page);
    assert.deepEqual(words, expected(data, {}).filter((cell) => cell[1] === data.issues[1].name));
    assert.equal(await page.locator('#matrix thead th').count(), 2);
    await same_anew(page, words);
  }));

test('without too few: only cells with a word, and no row without one', () =>
  on(async (page, data) => {
    await report.choose(page, 'enough', true);
    const words = await shown(page);
    assert.deepEqual(words, expected(data, {}).filter((cell) => !['too few', 'unsure'].includes(cell[2])));
    assert.equal((await report.names(page)).length, new Set(words.map((cell) => cell[0])).size);
    await same_anew(page, words);
  }));

test('a filter that leaves nothing says so', () =>
  on(async (page) => {
    await report.choose(page, 'name', 'nobody at all');
    assert.match(await page.locator('#shown').textContent(), /No position of \d+ actors is left\. Only actors named “nobody at all”\./);
    assert.ok(!(await page.locator('#matrix').isVisible()));
  }));

test('a filter holds in the views of an actor and an issue, and Back returns to the table', () =>
  on(async (page, data) => {
    await report.choose(page, 'outlet', data.outlets[0]);
    const before = await shown(page);
    await page.locator(report.CELLS).first().click();
    await report.arrived(page).waitFor();
    assert.ok(await page.locator('#one-actor').getByText(`printed by ${data.outlets[0]}`).isVisible());
    const { actor: key, at: issue } = await fields(page);
    const position = data.actors.find((actor) => actor.key === key).positions.find((one) => data.issues[one.issue].id === issue);
    const items = report.arrived(page).locator('li[data-saying]');
    const listed = await items.evaluateAll((items) => items.map((item) => Number(item.dataset.saying)));
    assert.ok(listed.length > 0 && listed.every((saying) => position.sayings[saying].outlets.includes(0)), String(listed));
    await page.goBack();
    assert.equal(await report.standing(page), 'overview');
    assert.deepEqual(await shown(page), before);
    assert.equal(await page.locator('#filters [name="outlet"]').inputValue(), data.outlets[0]);
  }));

/** How the named actors are ordered by a column: those with a word by net, those without enough, those without any. */
function ranks(rows, data, issue, sign) {
  const rank = (name) => {
    const position = data.actors.find((actor) => actor.name === name).positions.find((one) => one.issue === issue && !one.hidden);
    if (!position) return 9;
    return ['too few', 'unsure'].includes(position.word) ? 5 : -sign * position.net;
  };
  const part = (name) => data.actors.find((actor) => actor.name === name).part;
  return rows.map((name) => 100 * part(name) + rank(name));
}

const is_ordered = (numbers) => numbers.every((number, at) => at === 0 || numbers[at - 1] <= number);

test('an issue sorts: supportive first, opposed first, not at all', () =>
  on(async (page, data) => {
    const { id, name } = data.issues[2];
    const before = await report.names(page);
    const click = () => report.drawn(page, () => page.getByRole('button', { name: `Sort by ${name}`, exact: true }).click());
    for (const [way, sign, aria] of [['for', 1, 'descending'], ['against', -1, 'ascending']]) {
      await click();
      assert.deepEqual(await fields(page), { by: id, sort: way });
      const names = await report.names(page);
      assert.notDeepEqual(names, before);
      assert.ok(is_ordered(ranks(names, data, 2, sign)), `${way}: ${names}`);
      assert.deepEqual(await page.locator('#matrix th[aria-sort]').evaluateAll((heads) => heads.map((head) => head.ariaSort)), [aria]);
      assert.equal(await page.evaluate(() => document.activeElement.ariaLabel), `Sort by ${name}`);
      assert.match(await page.locator('#filters [name="sort"] option:checked').textContent(), new RegExp(name));
      await same_anew(page, await shown(page));
    }
    await click();
    assert.deepEqual(await report.names(page), before);
    assert.deepEqual(await fields(page), {});
  }));

test('the choice of an order sorts by name, and takes the place of a column', () =>
  on(async (page, data) => {
    await report.show(page, `#by=${data.issues[0].id}&sort=for`);
    await report.choose(page, 'sort', 'name');
    assert.deepEqual(await fields(page), { sort: 'name' });
    const part = (name) => data.actors.find((actor) => actor.name === name).part;
    const names = await report.names(page);
    assert.deepEqual(names, [...names].sort((a, b) => part(a) - part(b) || a.localeCompare(b, 'en')));
  }));

test('an address that asks for what is not there shows everything', () =>
  on(async (page) => {
    const before = await report.names(page);
    for (const hash of ['#by=nothing&sort=for', '#sort=toString', '#actor=__proto__', '#issue=constructor', '#from=never&to=2025-99-99']) {
      await report.show(page, hash);
      assert.equal(await report.standing(page), 'overview', hash);
      assert.deepEqual(await report.names(page), before, hash);
    }
  }));
