import { describe, expect, it } from 'vitest';
import { OTHER_FORMS, WEBMAIL_FORMS } from '../cafe/pages/webmail.ts';
import { openPopup, readPopup, untilShown } from './harness/person.ts';
import { BROWSER_NAMES, sitAtTable } from './harness/setup.ts';

/** A public suffix, so that each name is a site of its own. */
const SUFFIX = '.github.io';
const WORK = 'login.microsoftonline.com';
const PAGES = Object.entries({ ...WEBMAIL_FORMS, ...OTHER_FORMS });

const hostOf = (name: string) => `${name.replaceAll(' ', '-')}${SUFFIX}`;

describe.each(BROWSER_NAMES)('accounts of other people’s servers, in %s', (name) => {
  const table = sitAtTable(name, {
    guests: {
      suffix: SUFFIX,
      hosts: [WORK],
      answer: ({ host }) => {
        const markup = PAGES.find(([page]) => hostOf(page) === host)?.[1] ?? '<input type="password">';
        return { body: `<!doctype html><link rel="icon" href="data:,"><title>Sign in</title>${markup}` };
      },
    },
  });

  /** What the popup says of whose account it is, once it has looked; and how loud it is. */
  async function saidAt(url: string) {
    await table.browser.openPage(url);
    const popup = await openPopup(table.browser, await table.browser.tabIdOf(url));
    // Looked for last.
    await untilShown(popup, '[data-state="ready"][data-account]');
    const { level } = await readPopup(popup);
    const [account, text] = await popup.evaluate(() => [
      document.querySelector<HTMLElement>('[data-account]')?.dataset.account,
      document.querySelector('.account')?.textContent ?? '',
    ]);
    await popup.close();
    return { level, account, text };
  }

  it.each(Object.keys(WEBMAIL_FORMS))('are named quietly, with the host: %s', async (program) => {
    const said = await saidAt(`https://${hostOf(program)}/`);
    expect(said).toMatchObject({ level: 'L0', account: 'own-server' });
    expect(said.text).toContain(hostOf(program));
  });

  it.each(Object.keys(OTHER_FORMS))('are not seen in %s', async (page) => {
    expect(await saidAt(`https://${hostOf(page)}/`)).toMatchObject({
      level: 'L0',
      account: 'none',
      text: '',
    });
  });

  it('are said to be readable by work or school, by the name in the address', async () => {
    const said = await saidAt(`https://${WORK}/?domain_hint=consumers&login_hint=sam%40paper.org`);
    expect(said).toMatchObject({ level: 'L0', account: 'work' });
    expect(said.text).toContain('paper.org');
    const kept = await table.browser.inExtension(async (api) =>
      JSON.stringify(await api.storage.session.get(null)),
    );
    expect(kept).toContain(WORK);
    expect(kept, 'the name is not kept').not.toContain('paper.org');
  });
});
