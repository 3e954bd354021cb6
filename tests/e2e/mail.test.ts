import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'puppeteer';
import { beforeAll, describe, expect, it } from 'vitest';
import { waitFor } from './harness/index.ts';
import { click, startSession, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PARTS = ['choose', 'people', 'account', 'group', 'compare', 'own', 'facts/proton'] as const;

const GOOD_LIST = {
  format: 1,
  name: 'Our group',
  chosen: ['posteo'],
  providers: [{ name: 'Our own mail', domains: ['group.example.org'], hosts: ['webmail.group.example.org'] }],
};

/** The mail page with the real table, in one session and one page. */
describe.each(BROWSER_NAMES)('the mail page, in %s', (name) => {
  const table = sitAtTable(name);
  let page: Page;

  beforeAll(async () => {
    await startSession(table.browser);
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

  /** Presses Tab until the element has the focus. */
  async function tabTo(selector: string): Promise<void> {
    for (let steps = 0; steps < 40; steps += 1) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never reaches ${selector}`);
  }

  it('finds two services for five answers, by keyboard only', async () => {
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

  it('shows every service, sorted and filtered as requested', async () => {
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

  it('shows the source of each fact', async () => {
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

  it('describes the mailboxes of recipients, and not the people', async () => {
    await goTo('people');
    await page.type(
      'textarea[name="addresses"]',
      'A <a@mail.ru>, b@proton.me; c@mailinator.com d@clinic.example e@office.gov.in',
    );
    await click(page, '[data-action="look"]');
    await untilShown(page, '[data-addresses="5"]');
    const found = await page.$$eval('[data-domain]', (all) =>
      Object.fromEntries(
        all.map((element) => [element.getAttribute('data-domain'), element.getAttribute('data-verdict')]),
      ),
    );
    expect(found).toEqual({
      'mail.ru': 'avoid',
      'proton.me': 'trusted',
      'mailinator.com': 'avoid',
      'clinic.example': 'unknown',
      'office.gov.in': 'government',
    });
    await click(page, '[data-action="clear"]');
    await untilCount('[data-domain]', 0);
    expect(await page.$eval('textarea', (field) => field.value)).toBe('');
  });

  /** Simulates the file dialog: Firefox's driver cannot set files in extension pages. */
  async function chooseFile(content: string): Promise<void> {
    await untilShown(page, '[data-part="own"] h1');
    await page.$eval(
      'input[type="file"]',
      (input, text) => {
        const chosen = new DataTransfer();
        chosen.items.add(new File([text], 'list.json', { type: 'application/json' }));
        (input as HTMLInputElement).files = chosen.files;
        input.dispatchEvent(new Event('change', { bubbles: true }));
      },
      content,
    );
  }

  it('reports each error of an organization’s file, and accepts nothing of it', async () => {
    await goTo('own');
    await chooseFile('{ "format": 1, ');
    await untilShown(page, '[data-error="not-json"]');
    await chooseFile(JSON.stringify({ ...GOOD_LIST, name: undefined, colour: 'red' }));
    await untilShown(page, '[data-error="missing"]');
    expect((await attributes('[data-error]', 'data-error')).toSorted()).toEqual(['missing', 'unknown-field']);
    expect(await count('[data-list]')).toBe(0);
  });

  it('keeps a valid file until somebody leaves, shows its effects, and removes it on request', async () => {
    await chooseFile(JSON.stringify(GOOD_LIST));
    await untilShown(page, '[data-list="sitting"]');
    expect(await count('[data-error]')).toBe(0);
    await page.reload({ waitUntil: [] });
    await untilShown(page, '[data-list="sitting"]');
    await goTo('compare');
    await untilCount('tr[data-service]', 146);
    expect(await attributes('tr[data-service="organisation-0"]', 'data-verdict')).toEqual(['trusted']);
    await goTo('own');
    await click(page, '[data-action="remove"]');
    await untilCount('[data-list]', 0);
    await goTo('compare');
    await untilCount('tr[data-service]', 145);
  });

  it.runIf(name === 'chromium').each(['compare', 'group'])(
    'puts nothing on paper but what is meant for it: %s',
    async (part) => {
      await goTo(part);
      await page.setViewport({ width: 794, height: 1123 });
      await page.emulateMediaType('print');
      const seen = await page.evaluate(() => {
        const isShown = (element: Element) => element.getClientRects().length > 0;
        const pressed = '.page-head, nav, form, a.button, [data-action], [role="status"]';
        const paper = document.querySelector('.on-paper:last-of-type, .sheet');
        const inks = [...(paper?.querySelectorAll('*') ?? [])].map((one) => getComputedStyle(one).color);
        return {
          toPress: [...document.querySelectorAll(pressed)].filter(isShown).length,
          isShown: paper !== null && isShown(paper),
          inks: [...new Set(inks)],
          wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        };
      });
      await page.emulateMediaType();
      await page.setViewport({ width: 1024, height: 600 });
      expect(seen).toEqual({ toPress: 0, isShown: true, inks: ['rgb(0, 0, 0)'], wide: 0 });
    },
  );

  it('has no axe violation, and does not overflow horizontally', async () => {
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
