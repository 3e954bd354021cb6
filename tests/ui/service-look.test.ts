import { describe, expect, it } from 'vitest';
import type { OrganisationList } from '#core/mail/organisation.ts';
import { lookForAccount, lookForService } from '#ui/popup/service-look.ts';
import { visit } from '../builders.ts';
import { GOOD, host, provider } from '../core/mail/samples.ts';

const closed = provider({
  id: 'closed',
  status: 'closed',
  domains: ['closed.example'],
  hosts: [host('mail.closed.example')],
  incidents: [{ year: 2015, kind: 'closed', source: 'paper', date: '2015' }],
});

function lists() {
  return {
    loadProviders: async () => [GOOD, closed],
    loadOrganisation: async () => undefined as OrganisationList | undefined,
    today: '2026-11-24',
  };
}

describe('the mail service of a page', () => {
  it('is told by exact host, with its verdict', async () => {
    const found = await lookForService(visit('https://mail.good.example/inbox'), lists());
    expect(found).toMatchObject({ id: 'good', name: 'Good Mail', judgement: { verdict: 'trusted' } });
  });

  it.each([
    'https://good.example/',
    'https://mail.good.example.evil.example/',
    'https://xmail.good.example/',
    'https://news.example/mail.good.example',
  ])('is none at %s', async (url) => {
    expect(await lookForService(visit(url), lists())).toBeUndefined();
  });

  it('is never told as advised where the page came without protection', async () => {
    const plain = await lookForService(visit('http://mail.good.example/'), lists());
    expect(plain?.judgement).toMatchObject({ verdict: 'avoid', reasons: [{ code: 'O1' }, {}, {}, {}] });
    const refused = await lookForService(
      visit('https://mail.good.example/', { certificate: { cause: 'untrusted' } as never }),
      lists(),
    );
    expect(refused?.judgement.verdict).toBe('avoid');
  });

  it('may be one of the person’s own organisation', async () => {
    const own = { name: 'Own', domains: ['own.example'], hosts: ['webmail.own.example'] };
    const found = await lookForService(visit('https://webmail.own.example/'), {
      ...lists(),
      loadOrganisation: async () => ({ name: 'Our group', chosen: [], providers: [own] }),
    });
    expect(found).toMatchObject({ name: 'Own', judgement: { reasons: [{ code: 'G1' }] } });
  });

  it('is told of a closed one too', async () => {
    const found = await lookForService(visit('https://mail.closed.example/'), lists());
    expect(found?.judgement.reasons.map(({ code }) => code)).toEqual(['A1']);
  });
});

describe('the account of a page', () => {
  const asking = (url: string) =>
    visit(url, { forms: [{ target: undefined as never, asks: ['password'] }] as never });
  const ask = (url: string, isService: boolean, isWebmail: boolean, tabUrl = url) =>
    lookForAccount(asking(url), isService, {
      loadProviders: async () => [GOOD],
      tab: { url: tabUrl },
      isWebmailForm: async () => isWebmail,
    });

  it('is one of a server of their own where a webmail program asks for the password', async () => {
    expect(await ask('https://webmail.house.co.uk/in', false, true)).toEqual({
      kind: 'own-server',
      host: 'webmail.house.co.uk',
      site: 'house.co.uk',
    });
  });

  it.each([
    ['another program asks', false, false],
    ['the service is known', true, true],
  ])('is none where %s', async (_, isService, isWebmail) => {
    expect(await ask('https://webmail.house.co.uk/in', isService, isWebmail)).toBeUndefined();
  });

  it('is looked for only where the page asks for a password', async () => {
    const found = await lookForAccount(visit('https://webmail.house.co.uk/'), false, {
      loadProviders: async () => [],
      tab: { url: 'https://webmail.house.co.uk/' },
      isWebmailForm: () => Promise.reject(new Error('asked')),
    });
    expect(found).toBeUndefined();
  });

  it('is of an organization that the sign-in page names, unless everybody gets addresses there', async () => {
    const url = 'https://accounts.google.com/signin';
    expect(await ask(url, true, false, `${url}?hd=school.org`)).toEqual({
      kind: 'work',
      organisation: 'school.org',
    });
    expect(await ask(url, true, false, `${url}?hd=good.example`)).toEqual({
      kind: 'work',
      organisation: undefined,
    });
  });

  it('is none where the tab has moved on', async () => {
    expect(await ask('https://webmail.house.co.uk/', false, true, 'https://other.org/')).toBeUndefined();
  });
});
