// An installed Chromium, and pages in it that write down everything they should not do.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const need = (name) => process.env[name] ?? fail(`${name} is not set: start this with scripts/browser-test or scripts/browser`);
const installed = createRequire(join(need('STANDPOINT_BROWSER_MODULES'), 'from-here.js'));
const { chromium } = installed('playwright-core');

/** The text of axe-core, to be run inside of a page. */
export const axe = () => installed('axe-core').source;

/** What a report is looked at on. */
export const SCREENS = {
  desktop: { viewport: { width: 1280, height: 800 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

const FLAGS = ['--disable-gpu', '--disable-quic', '--disable-sync'];
export const launch = () => chromium.launch({ executablePath: need('CHROME'), args: FLAGS });

/** The page of a report that scripts/browser-test made: sample, hostile or empty. */
export const made = (name) => join(need('STANDPOINT_REPORTS'), name, 'index.html');

/**
 * Opens a file in a tab of its own; `faults` grows with each message, request or dialog that a report must not cause. `before` is a script
 * that runs ahead of the page's own, `scripts` whether any may run, `slower` how many times slower the processor shall be.
 */
export async function open(browser, file, { screen = 'desktop', scheme = 'light', hash = '', scripts = true, before, slower } = {}) {
  const context = await browser.newContext({ ...SCREENS[screen], colorScheme: scheme, reducedMotion: 'reduce', javaScriptEnabled: scripts });
  const page = await context.newPage();
  const address = pathToFileURL(file).href;
  const faults = watch(page, address);
  if (before) await page.addInitScript(before);
  if (slower) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slower });
  await page.goto(address + hash, { waitUntil: 'load' });
  return { page, faults, close: () => context.close() };
}

/** By how many pixels a page is wider than its screen. */
export const overhang = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

function watch(page, address) {
  const faults = [];
  const note = (kind, text) => faults.push(`${kind}: ${text}`);
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && note(message.type(), message.text()));
  page.on('pageerror', (error) => note('exception', error.message));
  page.on('request', (request) => request.url().split('#')[0] !== address && note('request', request.url()));
  page.on('popup', (popup) => note('window', popup.url()));
  page.on('dialog', (dialog) => {
    note('dialog', dialog.message());
    dialog.dismiss().catch(() => {});
  });
  return faults;
}

function fail(message) {
  throw new Error(message);
}
