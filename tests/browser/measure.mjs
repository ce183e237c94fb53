// Size and speed of a report's page: scripts/browser tests/browser/measure.mjs REPORT/index.html [SLOWER]
// Medians of five runs, each in a new tab; SLOWER makes the processor so many times slower (4 is about a cheap phone).
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch, open } from './browser.mjs';
import * as report from './page.mjs';

const RUNS = 5;
const FRAMES = 180;
const [file, slower = '1'] = process.argv.slice(2);
if (!file || !(Number(slower) >= 1)) {
  console.error('expected REPORT/index.html, and perhaps how many times slower the processor shall be');
  process.exit(2);
}

/** Runs before the page: notes when the matrix last grew, and for how long the page answered nothing. */
function note_growth(rows) {
  window.seen = { n_rows: 0, rows_at: null, blocked: 0, painted: null };
  const look = () => {
    const n_rows = document.querySelectorAll(rows).length;
    if (n_rows !== window.seen.n_rows) Object.assign(window.seen, { n_rows, rows_at: performance.now() });
    requestAnimationFrame(look);
  };
  look();
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.seen.blocked += task.duration - 50;
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const paint of list.getEntriesByName('first-contentful-paint')) window.seen.painted = paint.startTime;
  }).observe({ type: 'paint', buffered: true });
}

/** Scrolls down the page and its table, a third of a screen each frame, and returns how long the frames took. */
const scroll = (page) =>
  page.evaluate(
    (n_frames) =>
      new Promise((done) => {
        const frames = [];
        const table = document.querySelector('.scroll');
        let [last, way] = [performance.now(), 1];
        const step = (now) => {
          frames.push(now - last);
          last = now;
          const before = window.scrollY;
          window.scrollBy(0, (way * window.innerHeight) / 3);
          table?.scrollBy(0, (way * window.innerHeight) / 3);
          if (window.scrollY === before) way = -way;
          if (frames.length < n_frames) requestAnimationFrame(step);
          else done(frames.slice(2));
        };
        requestAnimationFrame(step);
      }),
    FRAMES,
  );

const two_frames = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const now = (page) => page.evaluate(() => performance.now());

async function filtered(page) {
  const start = await now(page);
  if (!(await report.filter(page))) return NaN;
  await two_frames(page);
  return (await now(page)) - start;
}

async function run(browser) {
  const before = `(${note_growth})(${JSON.stringify(report.ROWS)})`;
  const { page, close } = await open(browser, resolve(file), { before, slower: Number(slower) });
  await page.waitForFunction(() => window.seen.painted !== null && window.seen.rows_at !== null && performance.now() - window.seen.rows_at > 500);
  const load = await page.evaluate(() => performance.getEntriesByType('navigation')[0].loadEventEnd);
  const { n_rows, rows_at, blocked, painted } = await page.evaluate(() => window.seen);
  const n_elements = await page.evaluate(() => document.querySelectorAll('*').length);
  const filter = await filtered(page);
  const frames = (await scroll(page)).sort((a, b) => a - b);
  await close();
  const p95 = frames[Math.floor(frames.length * 0.95)];
  return { n_rows, n_elements, painted, load, rows_at, blocked, filter, longest: frames.at(-1), p95 };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const browser = await launch();
await run(browser); // the first tab of a browser is slower than those after it
const runs = [];
for (let n = 0; n < RUNS; n += 1) runs.push(await run(browser));
await browser.close();

const bytes = readFileSync(file);
const of = (name) => median(runs.map((one) => one[name]));
const each = (name) => runs.map((one) => one[name].toFixed(0)).join(', ');
const ms = (name) => (Number.isNaN(of(name)) ? 'none' : `${of(name).toFixed(0)} ms (${each(name)})`);
const lines = [
  ['size', `${(bytes.length / 1e6).toFixed(2)} MB, gzipped ${(gzipSync(bytes).length / 1e6).toFixed(2)} MB`],
  ['rows of the matrix', of('n_rows')],
  ['elements', of('n_elements')],
  ['first paint', ms('painted')],
  ['load event', ms('load')],
  ['matrix has its rows', ms('rows_at')],
  ['main thread blocked', ms('blocked')],
  ['filter changed', ms('filter')],
  ['scroll: longest frame', ms('longest')],
  ['scroll: 95% of frames', ms('p95')],
  ['machine', `${cpus().length} cores, ${loadavg()[0].toFixed(1)} processes at work on them`],
];
for (const [name, value] of lines) console.log(`${name.padEnd(24)}${value}`);
