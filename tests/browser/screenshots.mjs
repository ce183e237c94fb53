// Pictures of a report's page, to be looked at: scripts/browser tests/browser/screenshots.mjs REPORT/index.html FOLDER [VIEW...]
// For each screen, light and dark: what is seen first, and the page down to 6,000 pixels; then the page on paper. VIEW is what stands in
// the address from # on; without one, a view of each kind.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SCREENS, launch, open } from './browser.mjs';
import * as report from './page.mjs';

const TALLEST = 6000;
const [file, folder, ...asked] = process.argv.slice(2);
if (!file || !folder) {
  console.error('expected REPORT/index.html FOLDER [VIEW...]');
  process.exit(2);
}
mkdirSync(folder, { recursive: true });
const browser = await launch();

async function picture(screen, scheme) {
  const { page, close } = await open(browser, resolve(file), { screen, scheme });
  const views = asked.length > 0 ? asked : await report.kinds(page);
  for (const [at, view] of views.entries()) {
    await report.show(page, view);
    const name = join(folder, `${at}-${screen}-${scheme}`);
    await page.screenshot({ path: `${name}.png` });
    const { viewport } = SCREENS[screen];
    const height = Math.min(TALLEST, await page.evaluate(() => document.documentElement.scrollHeight));
    await page.setViewportSize({ width: viewport.width, height });
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: `${name}-whole.png` });
    await page.setViewportSize(viewport);
  }
  await close();
}

async function paper() {
  const { page, close } = await open(browser, resolve(file));
  const views = asked.length > 0 ? asked : await report.kinds(page);
  for (const [at, view] of views.entries()) {
    await report.show(page, view);
    await page.pdf({ path: join(folder, `${at}-paper.pdf`), preferCSSPageSize: true, format: 'A4' });
  }
  await close();
}

for (const screen of Object.keys(SCREENS)) for (const scheme of ['light', 'dark']) await picture(screen, scheme);
await paper();
await browser.close();
