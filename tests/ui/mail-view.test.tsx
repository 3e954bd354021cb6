import { describe, expect, it } from 'vitest';
import { mailSamples } from '#ui/mail/samples.ts';
import { popupSamples } from '#ui/popup/samples.ts';
import { textsFrom } from '#ui/texts.tsx';
import { draw, values } from './drawn.tsx';
import { CATALOGUES, english } from './texts.ts';

const { t } = english;

function textOf(page: Document, selector: string): string {
  const element = page.querySelector(selector);
  if (!element) throw new Error(`nothing matches ${selector}`);
  return (element.textContent ?? '').replace(/\s+/g, ' ').trim();
}

describe('the card of a mail service in the popup', () => {
  it.each([
    ['mail-trusted', 'trusted', 'trusted'],
    ['mail-usable', 'acceptable', 'acceptable'],
    ['mail-unknown', 'unknown', 'unknown'],
    ['mail-group', 'trusted', 'group'],
  ] as const)('says the verdict in a word and a sentence: %s', (state, verdict, words) => {
    const page = draw('popup', state);
    expect(values(page, '[data-service]', 'data-verdict')).toEqual([verdict]);
    expect(textOf(page, '[data-service] .verdict')).toBe(t(`provider.words.${words}`));
    expect(textOf(page, '[data-service]')).toContain(t(`provider.says.${words}`));
  });

  it('gives each reason, folded away, and leads to the place where it was read', () => {
    const { service } = popupSamples['mail-trusted'] ?? {};
    const page = draw('popup', 'mail-trusted');
    expect(values(page, '[data-service] [data-reason]', 'data-reason')).toEqual(
      service?.judgement.reasons.map(({ code }) => code),
    );
    expect(values(page, '[data-service] details a', 'href')).toEqual(['mail.html#facts/harbour']);
    expect(textOf(page, '[data-service]')).not.toMatch(/\.example/);
  });

  it('gives the limits of a service too', () => {
    expect(values(draw('popup', 'mail-usable'), '[data-limit]', 'data-limit')).toEqual(['provider-reads']);
  });

  it('says nothing a second time that the warning above says', () => {
    const page = draw('popup', 'mail-warned');
    expect(values(page, '[data-finding]', 'data-finding')).toEqual(['untrusted-email-provider']);
    expect(page.querySelector('[data-service] .verdict')).toBeNull();
    expect(page.querySelectorAll('[data-service] [data-reason]')).toHaveLength(0);
    expect(page.querySelectorAll('[data-service] [data-action=read-letter]')).toHaveLength(1);
  });

  it('leads to all facts on our own page, and to no site', () => {
    for (const state of Object.keys(popupSamples)) {
      for (const link of values(draw('popup', state), 'a', 'href')) {
        expect(link, state).toMatch(/^(mail|guide|settings)\.html/);
      }
    }
  });

  it('is not there on other pages', () => {
    expect(draw('popup', 'quiet').querySelector('[data-service]')).toBeNull();
  });
});

describe('what fits', () => {
  it('says for each service what is good, what it does not do, and when that was checked', () => {
    const page = draw('mail', 'found');
    const { choices } = mailSamples.found?.choose.result ?? { choices: [] };
    expect(values(page, '[data-choice]', 'data-choice')).toEqual(choices.map(({ provider }) => provider.id));
    for (const { provider, good, bad } of choices) {
      const card = `[data-choice=${provider.id}]`;
      expect(values(page, `${card} [data-good]`, 'data-good')).toEqual(
        good.slice(0, 7).map(({ code }) => code),
      );
      expect(values(page, `${card} [data-bad]`, 'data-bad')).toEqual(bad.map(({ code }) => code));
      expect(textOf(page, card)).toContain(provider.reviewed);
      expect(textOf(page, card)).toContain(provider.hosts[0]?.host);
    }
    expect(choices.length).toBe(2);
  });

  it('promises two only where there are two', () => {
    expect(textOf(draw('mail', 'found'), 'h1')).toBe(t('mail.choose.found'));
    expect(textOf(draw('mail', 'found-one'), 'h1')).toBe(t('mail.choose.foundOne'));
    expect(textOf(draw('mail', 'found-none'), 'h1')).toBe(t('mail.choose.none'));
    expect(textOf(draw('mail', 'found-nothing'), 'h1')).toBe(t('mail.choose.nothing'));
  });

  it('says the price of each need that is given up', () => {
    const page = draw('mail', 'found-none');
    for (const section of page.querySelectorAll('[data-without]')) {
      for (const need of (section.getAttribute('data-without') ?? '').split(' ')) {
        expect(section.textContent).toContain(t(`mail.costs.${need}` as 'mail.costs.blocked'));
      }
      expect(section.querySelectorAll('[data-choice]').length).toBeGreaterThan(0);
    }
    expect(page.querySelectorAll('[data-without]').length).toBeGreaterThan(0);
  });

  it('asks five questions with nothing chosen beforehand', () => {
    const page = draw('mail', 'choose');
    expect(page.querySelectorAll('[role=radiogroup]')).toHaveLength(5);
    expect(page.querySelectorAll('input[checked]')).toHaveLength(0);
  });
});

describe('the table', () => {
  it('has a star where no document was read, and a question mark where nothing is known', () => {
    const page = draw('mail', 'compare');
    const cells = (id: string) =>
      [...page.querySelectorAll(`[data-service=${id}] td`)].map((cell) => cell.textContent);
    expect(cells('island')).toEqual([
      t('provider.words.acceptable'),
      'Germany',
      'No',
      'Yes',
      'No\u00a0*',
      'Yes',
      'No\u00a0*',
      'Yes',
      'No',
    ]);
    expect(cells('corner')).toEqual(['Not known', 'Italy\u00a0*', '?', '?', '?', '?', '?', '?', '?']);
    expect(page.querySelectorAll('tr[data-service] th[scope=row]')).toHaveLength(5);
    expect(textOf(page, '.on-paper')).toContain('*');
  });

  it('calls the choice of a group so, and counts what it shows', () => {
    const page = draw('mail', 'compare-group');
    expect(textOf(page, '[data-service=island] .verdict')).toBe(t('provider.words.group'));
    expect(textOf(page, '[data-service=portal] .verdict')).toBe(t('provider.words.avoid'));
    expect(values(page, '[data-count]', 'data-count')).toEqual(['6']);
    expect(textOf(draw('mail', 'compare-none'), '[data-count]')).toBe(t('mail.compare.empty'));
  });
});

describe('the facts of a service', () => {
  it('each have their source, the day, and a word where that is old', () => {
    const page = draw('mail', 'facts');
    const fact = (name: string) => textOf(page, `[data-fact=${name}]`);
    expect(fact('secondFactor')).toContain('help.harbour.example/facts/second-step');
    expect(fact('atRest')).toContain('names in the address book stay readable');
    expect(fact('atRest')).toContain('2026-03');
    expect(fact('atRest')).not.toContain(t('mail.old'));
    expect(fact('lawfulAccess')).toContain(t('mail.old'));
    expect(fact('openServer')).toContain(t('mail.general'));
  });

  it('are followed by what happened, where it is blocked, who advises it, who does not, and the law', () => {
    const page = draw('mail', 'facts');
    for (const words of [
      '2021: ',
      'data of one account handed over on an order',
      'Russia',
      'A guide for mail',
      t('mail.facts.advises'),
      'not anonymous',
      'A court can order to log one account.',
      '@harbourmail.example',
      'mail.harbour.example',
    ]) {
      expect(textOf(page, '[data-part]')).toContain(words);
    }
  });

  it('say what limits a service has, what it lacks to be advised, and that notes are in English', () => {
    const texts = textsFrom('ar', CATALOGUES.ar);
    const page = draw('mail', 'facts-usable', texts);
    expect(values(page, '[data-limit]', 'data-limit')).toEqual(['provider-reads']);
    expect(textOf(page, '[aria-labelledby=lacks-title]')).toContain(texts.t('mail.lacks.T3'));
    expect(textOf(page, '[data-part]')).toContain(texts.t('mail.facts.english'));
    expect(textOf(draw('mail', 'facts-usable'), '[data-part]')).not.toContain(t('mail.facts.english'));
  });

  it('say why a service is warned of, and what nobody has documented of another', () => {
    expect(values(draw('mail', 'facts-warned'), '[data-reason]', 'data-reason')).toEqual(['A3', 'A4']);
    expect(textOf(draw('mail', 'facts-unknown'), '[aria-labelledby=missing-title]')).toContain(
      t('mail.missing.B3'),
    );
  });

  it('link to no site: opening one here would leave a trace', () => {
    for (const state of Object.keys(mailSamples)) {
      for (const link of values(draw('mail', state), 'a', 'href')) {
        expect(link, state).toMatch(/^(#|(guide|mail|settings)\.html)/);
      }
    }
  });
});

describe('whom one writes to', () => {
  const page = draw('mail', 'looked');
  const box = (domain: string) => textOf(page, `[data-domain="${domain}"]`);

  it('has what speaks against a box with what to do, and nothing of the kind for others', () => {
    expect(values(page, '[data-domain="portal.example"] [data-reason]', 'data-reason')).toEqual(['A3', 'A4']);
    for (const domain of ['portal.example', 'market.example', 'throw.example']) {
      expect(box(domain), domain).toContain(t('mail.people.careful'));
    }
    for (const domain of ['harbour.example', 'corner.example', 'office.gov', 'own.example']) {
      expect(box(domain), domain).not.toContain(t('mail.people.careful'));
      expect(page.querySelectorAll(`[data-domain="${domain}"] [data-reason]`), domain).toHaveLength(0);
    }
  });

  it('says of an own domain that an address does not show the server', () => {
    expect(box('own.example')).toContain(t('mail.people.unknown'));
    expect(box('office.gov')).toContain(t('mail.people.government'));
    expect(box('throw.example')).toContain(t('mail.people.disposable'));
  });

  it('has no word of a verdict beside an address', () => {
    expect(page.querySelectorAll('[data-domain] .verdict')).toHaveLength(0);
  });

  it('says so where all are at one service, and where there is nobody', () => {
    expect(textOf(draw('mail', 'looked-same'), '[data-addresses]')).toContain(t('mail.people.same'));
    expect(textOf(page, '[data-addresses]')).not.toContain(t('mail.people.same'));
    expect(textOf(draw('mail', 'looked-none'), '[data-addresses]')).toBe(t('mail.people.none'));
  });
});

describe('the list of an organisation', () => {
  it('can be chosen only while a session runs', () => {
    expect(draw('mail', 'own').querySelectorAll('input[type=file]')).toHaveLength(1);
    const nobody = draw('mail', 'own-nobody');
    expect(nobody.querySelectorAll('input[type=file]')).toHaveLength(0);
    expect(textOf(nobody, '[data-part]')).toContain(t('mail.own.nobody'));
  });

  it('shows all that it adds', () => {
    const list = textOf(draw('mail', 'own-loaded'), '[data-list=sitting]');
    for (const words of [
      'Our group',
      'Our own mail (group.example)',
      'Island Post',
      'webmail.group.example',
    ]) {
      expect(list).toContain(words);
    }
  });

  it('of those who run the computer stays, and one with an error in it is told of', () => {
    const page = draw('mail', 'own-by-owner');
    expect(values(page, '[data-list]', 'data-list')).toEqual(['owner']);
    expect(page.querySelector('[data-action=remove]')).toBeNull();
    expect(textOf(draw('mail', 'own-bad'), '.caution')).toBe(t('mail.own.broken'));
  });

  it('that is not taken has each error with its place', () => {
    const page = draw('mail', 'own-bad');
    expect(values(page, '[data-error]', 'data-error')).toEqual(['missing', 'wrong-value']);
    expect(textOf(page, '[data-error=wrong-value]')).toContain('providers.0.hosts.1');
    expect(textOf(draw('mail', 'own-unread'), '[data-errors=unread]')).toContain(t('mail.own.errors.unread'));
  });
});

describe('the small account', () => {
  it('names pages to be typed by hand, without what nobody types', () => {
    const page = draw('mail', 'account');
    expect(textOf(page, '[aria-labelledby=where] [data-page=harbour]')).toContain(
      'account.harbour.example/sign-ins',
    );
    expect(textOf(page, '[aria-labelledby=second]')).toContain('account.harbour.example/second-step');
    expect(textOf(page, '[data-part]')).not.toContain('https:');
  });
});

describe('paper', () => {
  it('of a group holds lines to fill in and no name', () => {
    const page = draw('mail', 'group');
    expect(page.querySelectorAll('.on-paper')).toHaveLength(1);
    const sheet = textOf(page, '.on-paper');
    expect(sheet).not.toMatch(/Clean Table|@|\.example|https?:/);
    expect(page.querySelectorAll('.on-paper :is(a, button, input)')).toHaveLength(0);
    expect(page.querySelectorAll('.on-paper dd')).toHaveLength(3);
    for (const blank of page.querySelectorAll('.on-paper dd')) expect(blank.textContent).toBe('');
  });

  it('is only what is meant for it: a table to teach with, and the sheet', () => {
    const onPaper = Object.keys(mailSamples).filter((state) =>
      draw('mail', state).querySelector('.on-paper'),
    );
    expect(onPaper.toSorted()).toEqual(['compare', 'compare-group', 'compare-none', 'group']);
  });
});
