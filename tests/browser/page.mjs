// What the tests know of the page: where things are on it, and how a reader gets to them. All of it is here.

export const TITLE = 'Reported positions, coded by machine';
export const ROWS = '.scroll tbody tr:not(.part)';
export const CELLS = `${ROWS} td a`;
/** What a reader scrolls sideways, as the page itself must not be. */
export const MATRIX = '.scroll';
/** What one sees only on a screen. */
export const NOT_PRINTED = '.back';
/** What is written when there is nothing to show. */
export const NOTHING = 'No positions found.';

/** The words of the matrix, as [actor, issue, word]. */
export const words = (page) =>
  page.evaluate(() => {
    const issues = [...document.querySelectorAll('.scroll thead th')].slice(1).map((head) => head.innerText.trim());
    const cells = (row) => [...row.cells].slice(1).map((cell) => cell.querySelector('b')?.textContent.trim());
    return [...document.querySelectorAll('.scroll tbody tr:not(.part)')].flatMap((row) =>
      cells(row).flatMap((word, at) => (word ? [[row.cells[0].querySelector('a').textContent.trim(), issues[at], word]] : [])),
    );
  });

/** Every view of the page, as what stands after # in the address: '' is the first one. */
export const views = async () => [''];

/** One view of each kind. */
export const kinds = views;

/** Goes to a view, and waits until it stands. */
export async function show(page, view) {
  if (view) await page.evaluate((hash) => (location.hash = hash), view);
}

/** The element that a link has led to. */
export const arrived = (page) => page.locator(':target');

/** The sentences in a part of the page, and what tells where one is from, which a click on it opens. */
export const sentences = (part) => part.locator('.quote');
export const sources = (part) => part.locator('details.where > summary cite');

/** Opens all that a click would open. */
export const unfold = (page) => page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));

/** Changes a filter inside of the page, where it has one; says whether it did. */
export const filter = async () => false;
