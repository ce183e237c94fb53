// axe-core over every kind of view, light and dark, wide and narrow. Serious and critical faults fail; lesser ones are printed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SCREENS, axe, launch, made, open } from './browser.mjs';
import * as report from './page.mjs';

const GRAVE = ['serious', 'critical'];
let browser;
before(async () => (browser = await launch()));
after(() => browser?.close());

/** What axe finds, in a line each: how grave, what, how often, where first, and what it measured. */
async function faults(page) {
  await page.evaluate(axe());
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ['violations'] }));
  return violations.map(({ id, impact, help, nodes }) => {
    const measured = new Set(nodes.flatMap((node) => node.any.map((check) => check.message.replace(/^.*contrast of/, 'contrast of'))));
    const lines = [`${impact} ${id}: ${help} (${nodes.length}, first ${nodes[0].html.slice(0, 100)})`, ...measured];
    return { grave: GRAVE.includes(impact), text: lines.join('\n  ') };
  });
}

async function check(t, name, options) {
  const { page, close } = await open(browser, made(name), options);
  const grave = [];
  for (const view of await report.kinds(page)) {
    await report.show(page, view);
    await report.unfold(page);
    for (const fault of await faults(page)) {
      if (fault.grave) grave.push(`${view} ${fault.text}`);
      else t.diagnostic(`${view} ${fault.text}`);
    }
  }
  if (grave.length > 0) assert.fail(grave.join('\n'));
  await close();
}

for (const screen of Object.keys(SCREENS)) {
  for (const scheme of ['light', 'dark']) {
    test(`no grave fault on a ${screen}, ${scheme}`, (t) => check(t, 'sample', { screen, scheme }));
  }
}
test('no grave fault in a hostile report', (t) => check(t, 'hostile', {}));
test('no grave fault in an empty report', (t) => check(t, 'empty', {}));
