import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Interstitial } from '#core/page/interstitial.ts';
import { runInterstitial } from '#ui/interstitial/controller.tsx';
import { textsFrom } from '#ui/texts.tsx';
import { type FakeBackground, fakeBackground, find, fire, openPage, type Page, pick, settle } from './dom.ts';
import { CATALOGUES, english } from './texts.ts';

const interstitial: Interstitial = {
  code: 'insecure-password-field',
  host: 'forum.example',
  target: 'forum.example',
  canUpgrade: true,
  asks: 'password',
};

let page: Page;
let replaced: string[];

beforeEach(() => {
  page = openPage();
  replaced = [];
});

async function open(found: Interstitial | undefined, isReturn = false): Promise<FakeBackground> {
  const background = fakeBackground({
    'session/get': () => undefined,
    'interstitial/get': () => found,
    'interstitial/answer': () => undefined,
    'voice/change': ({ language }) => ({ language, isSilent: false }),
  });
  await runInterstitial({
    send: background.send,
    root: page.root,
    browserLanguages: ['en'],
    replace: (address) => replaced.push(address),
    isReturn,
    goBack: () => replaced.push('back'),
  });
  // Key listeners come after the paint.
  await new Promise((resolve) => setTimeout(resolve, 150));
  return background;
}

function answers({ asked }: FakeBackground): unknown[] {
  return asked.filter(({ name }) => name === 'interstitial/answer').map(({ input }) => input);
}

describe('the interstitial', () => {
  it.each(['back', 'upgrade'])('answers %s', async (answer) => {
    const background = await open(interstitial);
    fire(find(page, `[data-action=${answer}]`), 'click');
    await settle();
    expect(answers(background)).toEqual([{ answer }]);
  });

  it('speaks the language that is picked there, and the background knows of it', async () => {
    const background = await open(interstitial);
    pick(page, 'select[name=language]', 'fr');
    await vi.waitFor(() => expect(page.document.documentElement.lang).toBe('fr'));
    expect(background.asked).toContainEqual({ name: 'voice/change', input: { language: 'fr' } });
    expect(find(page, 'h1').textContent).toBe(
      textsFrom('fr', CATALOGUES.fr).t('interstitial.insecure-password-field.head'),
    );
  });

  it('leads to the real site where a name is false', async () => {
    const real = { domain: 'mail.example', front: 'www.mail.example' };
    const background = await open({ ...interstitial, code: 'look-alike-domain', canUpgrade: false, real });
    fire(find(page, '[data-action=real]'), 'click');
    await settle();
    expect(answers(background)).toEqual([{ answer: 'real' }]);
  });

  it('takes Escape for going back', async () => {
    const background = await open(interstitial);
    fire(page.document, 'keydown', { key: 'Escape' });
    await settle();
    expect(answers(background)).toEqual([{ answer: 'back' }]);
  });

  it('goes on only after one more step', async () => {
    const background = await open(interstitial);
    expect(page.document.querySelector('[data-action=continue]')).toBeNull();
    fire(find(page, '[data-action=more]'), 'click');
    await settle();
    fire(find(page, '[data-action=continue]'), 'click');
    await settle();
    expect(answers(background)).toEqual([{ answer: 'continue' }]);
  });

  it('goes where the answer leads, in its own place', async () => {
    const background = await open({ ...interstitial, code: 'no-protected-address', canUpgrade: false });
    background.answer({ 'interstitial/answer': () => 'http://tide.example/' });
    fire(find(page, '[data-action=continue]'), 'click');
    await settle();
    expect(replaced).toEqual(['http://tide.example/']);
  });

  it('says that it waits for the protected version, and for nothing else', async () => {
    const navigation = { failure: 'silent', isSent: false, isBeforeSignIn: false } as const;
    const plain = { ...interstitial, code: 'no-protected-address', canUpgrade: false, navigation } as const;
    await open(plain);
    fire(find(page, '[data-action=protected]'), 'click');
    await settle();
    expect(find(page, '.message').textContent).toContain(english.t('interstitial.waiting'));
    page = openPage();
    await open(plain);
    fire(find(page, '[data-action=continue]'), 'click');
    await settle();
    expect(find(page, '.message').textContent).toBe('');
  });

  it('asks about the sign-in of the place only on the way to a page', async () => {
    await open(interstitial);
    fire(find(page, '[data-action=more]'), 'click');
    await settle();
    expect(page.document.querySelector('[data-action=portal]')).toBeNull();
  });

  it('answers once, however often it is pressed', async () => {
    const background = await open(interstitial);
    for (let times = 0; times < 3; times += 1) fire(find(page, '[data-action=back]'), 'click');
    await settle();
    expect(answers(background)).toHaveLength(1);
  });

  it('says so when nobody hears the answer, and can be asked again', async () => {
    const background = await open(interstitial);
    background.answer({
      'interstitial/answer': () => {
        throw new Error('gone');
      },
    });
    fire(find(page, '[data-action=back]'), 'click');
    await settle();
    expect(find(page, '.message').textContent).not.toBe('');
    fire(find(page, '[data-action=back]'), 'click');
    await settle();
    expect(answers(background)).toHaveLength(2);
  });

  it('steps aside when somebody comes back to it after it was answered', async () => {
    await open(undefined, true);
    expect(replaced).toEqual(['back']);
  });

  it.each([
    ['it still has something to stop', interstitial, true],
    ['it was opened by hand', undefined, false],
  ])('stays when %s', async (_, found, isReturn) => {
    await open(found, isReturn);
    expect(replaced).toEqual([]);
  });

  it('does nothing on Escape when there is nothing to stop', async () => {
    const background = await open(undefined);
    fire(page.document, 'keydown', { key: 'Escape' });
    await settle();
    expect(answers(background)).toEqual([]);
    expect(find(page, '[data-stop]').getAttribute('data-stop')).toBe('none');
  });
});
