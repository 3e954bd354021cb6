import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from './harness/index.ts';
import { click, sitDown, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PARTS = ['choose', 'account', 'group', 'compare', 'facts/proton'] as const;

/** The page for mail, as a person has it: the real table, one sitting, one page for all. */
describe.each(BROWSER_NAMES)('the page for mail, in %s', (name) => {
  const table = sitAtTable(name);
  let page: Page;

  beforeAll(async () => {
    await sitDown(table.browser);
    page = await table.browser.extensionPage('mail.html');
    await page.setViewport({ width: 1024, height: 600 });
    await page.bringToFront();
    await untilShown(page, 'input[name="worry"]');
  });

  async function goTo(part: string): Promise<void> {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, part);
    await untilShown(page, `[data-part="${part.split('/')[0]}"] h1`);
  }

  function count(selector: string): Promise<number> {
    return page.evaluate((wanted) => document.querySelectorAll(wanted).length, selector);
  }

  function attributes(selector: string, attribute: string): Promise<(string | null)[]> {
    return page.evaluate(
      (wanted, named) => [...document.querySelectorAll(wanted)].map((element) => element.getAttribute(named)),
      selector,
      attribute,
    );
  }

  async function untilCount(selector: string, wanted: number): Promise<void> {
    await waitFor(`${wanted} × ${selector}`, async () => (await count(selector)) === wanted);
  }

  /** Tab until the thing has the focus, as somebody without a mouse would. */
  async function tabTo(selector: string): Promise<void> {
    for (let steps = 0; steps < 40; steps += 1) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never reaches ${selector}`);
  }

  it('gives two services for five answers, by keyboard alone', async () => {
    await tabTo('input[name="worry"]');
    await page.keyboard.press(' ');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await tabTo('select[name="country"]');
    await tabTo('input[name="writes-to"]');
    await page.keyboard.press(' ');
    await tabTo('input[name="cafes"]');
    await page.keyboard.press(' ');
    await page.keyboard.press('Enter');
    await untilShown(page, '[data-found="2"]');
    expect(await attributes('[data-found] [data-choice]', 'data-choice')).toEqual(
      expect.arrayContaining(['proton', 'tuta']),
    );
    expect(await count('[data-good]')).toBeGreaterThan(4);
    expect(await count('[data-bad="this-computer"]')).toBe(2);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await click(page, '[data-action="again"]');
    await untilShown(page, 'input[name="worry"][value="local-power"]:checked');
  });

  it('shows every service, in the order and of the kind one asks for', async () => {
    await goTo('compare');
    await untilCount('tr[data-service]', 145);
    await click(page, '[data-sort="verdict"]');
    await waitFor(
      'the order',
      async () => (await attributes('tr[data-service]', 'data-verdict'))[0] === 'trusted',
    );
    const verdicts = await attributes('tr[data-service]', 'data-verdict');
    expect(verdicts.at(-1)).toBe('avoid');
    await page.select('select[name="verdict"]', 'avoid');
    await untilCount('tr[data-service]', verdicts.filter((verdict) => verdict === 'avoid').length);
    await page.select('select[name="verdict"]', '');
    await page.type('input[name="search"]', 'gmail.com');
    await untilCount('tr[data-service]', 1);
    expect(await attributes('tr[data-service]', 'data-service')).toEqual(['gmail']);
  });

  it('tells where each fact of a service was read', async () => {
    await click(page, 'tr[data-service="gmail"] a');
    await untilShown(page, '[data-fact="secondFactor"] details.source');
    const facts = await page.$$eval('[data-fact]', (all) =>
      all.map((fact) => ({
        source: fact.getAttribute('data-source'),
        address: fact.querySelector('.source bdi')?.textContent,
      })),
    );
    expect(facts.length).toBeGreaterThan(10);
    for (const { source, address } of facts) {
      if (source !== 'general') expect(address, `${source}`).toMatch(/^https?:\/\/|\./);
    }
  });

  it('has no barrier that axe finds, and runs out of the window nowhere', async () => {
    const barriers: string[] = [];
    await page.evaluate(AXE);
    for (const part of PARTS) {
      await goTo(part);
      const found = await page.evaluate(async () => {
        const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<AxeResults> } };
        const { violations } = await axe.run({ resultTypes: ['violations'] });
        const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
        return [
          ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
          ...(wide > 0 ? [`${wide}px`] : []),
        ];
      });
      for (const barrier of found) barriers.push(`${part}: ${barrier}`);
    }
    expect(barriers).toEqual([]);
  });
});
