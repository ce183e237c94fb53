// What the tests know of the page: where things are on it, and how a reader gets to them. All of it is here.

export const TITLE = 'Reported positions, coded by machine';
export const ROWS = '#matrix tbody tr:not(.part)';
export const CELLS = `${ROWS} td a`;
/** What a reader scrolls sideways, as the page itself must not be. */
export const MATRIX = '.scroll';
/** What one sees only on a screen. */
export const NOT_PRINTED = '.back, #filters, nav, .sort, #matrix';
/** What is written when there is nothing to show. */
export const NOTHING = 'No positions found.';

/** The words of a table, as [actor, issue, word]. */
const words_of = (page, table) =>
  page.evaluate((table) => {
    const name = (head) => head.querySelector('a').textContent;
    const words = (one) => {
      const issues = [...one.tHead.rows[0].cells].slice(1).map(name);
      const rows = [...one.tBodies].flatMap((body) => [...body.rows]).filter((row) => !row.classList.contains('part'));
      const of = (row, cell, at) => [name(row.cells[0]), issues[at], cell.querySelector('b')?.textContent];
      return rows.flatMap((row) => [...row.cells].slice(1).map((cell, at) => of(row, cell, at)));
    };
    return [...document.querySelectorAll(table)].flatMap(words).filter(([, , word]) => word);
  }, table);
export const words = (page) => words_of(page, '#matrix');
export const printed_words = (page) => words_of(page, '#paper table');

/** The names down the table. */
export const names = (page) => page.locator(`${ROWS} th a`).allTextContents();

/** What the program has put into the page for its script. */
export const data = (page) => page.evaluate(() => JSON.parse(document.getElementById('report').textContent));

const address = (fields) => `#${new URLSearchParams(fields)}`;
export const actor_view = (actor, more = {}) => address({ actor, ...more });
export const issue_view = (issue, more = {}) => address({ issue, ...more });

/** Every view of the page, as what stands after # in the address: '' is the first one. */
export async function views(page) {
  const { actors, issues } = await data(page);
  return ['', ...actors.map(({ key }) => actor_view(key)), ...issues.map(({ id }) => issue_view(id))];
}

/** One view of each kind: all, filtered, none left, an actor, an issue, both filtered. */
export async function kinds(page) {
  const { actors, issues, outlets } = await data(page);
  if (actors.length === 0) return [''];
  const filtered = address({ outlet: outlets[0], by: issues[0].id, sort: 'for', enough: '1' });
  const some = { outlet: outlets[0] };
  const [actor, issue] = [actors[0].key, issues[0].id];
  return ['', filtered, address({ name: 'nobody at all' }), actor_view(actor), issue_view(issue), actor_view(actor, some), issue_view(issue, some)];
}

/** Goes to a view, and waits until it stands. */
export const show = (page, view) =>
  page.evaluate(
    (view) =>
      new Promise((done) => {
        if (location.hash === view) return done();
        addEventListener('hashchange', () => done(), { once: true });
        location.hash = view;
      }),
    view,
  );

/** Which kind of view stands: overview, actor or issue. */
export const standing = (page) => page.evaluate(() => document.body.dataset.view);

/** The position that a link has led to. */
export const arrived = (page) => page.locator('.position:focus');

/** Every sentence of an actor's view. */
export const QUOTES = '#one-actor .quote';

/** The sentences in a part of the page, and what tells where one is from, which a click on it opens. */
export const sentences = (part) => part.locator('.quote');
export const sources = (part) => part.locator('details.where > summary cite');

/** Opens all that a click would open. */
export const unfold = (page) =>
  page.evaluate(async () => {
    document.querySelectorAll('details').forEach((details) => (details.open = true));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });

/** Changes a filter as a reader does, by its name in the address, and waits until the table is drawn anew. */
export async function choose(page, name, value) {
  const field = page.locator(`#filters [name="${name}"]`);
  await page.locator('#filters .rest').evaluate((rest) => (rest.open = true));
  await drawn(page, () => {
    if (typeof value === 'boolean') return field.setChecked(value);
    return ['name', 'from', 'to'].includes(name) ? field.fill(value) : field.selectOption(value);
  });
}

/** Does something, and waits until the table has been drawn anew for it. */
export async function drawn(page, act) {
  const row = await page.locator('#matrix thead').elementHandle();
  await act();
  await page.waitForFunction((row) => !row.isConnected, row);
}

/** Changes a filter inside of the page, where it has one; says whether it did. */
export async function filter(page) {
  const changed = await page.evaluate(() => {
    const field = document.querySelector('#filters [name="enough"]');
    field?.click();
    return field !== null;
  });
  if (changed) await page.waitForFunction(() => location.hash.includes('enough'));
  return changed;
}
