import { describe, expect, it } from 'vitest';
import type { OrganisationList } from '#core/mail/organisation.ts';
import { lookForService } from '#ui/popup/service-look.ts';
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
