import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexProviders } from '#core/mail/provider.ts';
import { findAddresses, judgeRecipients, MAX_ADDRESSES, MAX_TEXT_LENGTH } from '#core/mail/recipients.ts';
import { documented, GOOD, provider } from './samples.ts';

const bad = provider({ id: 'bad', domains: ['bad.example', 'gov.xx'] }, { stateControl: documented(true) });
const care = provider({ id: 'care', domains: ['care.example'] }, { readsForAds: documented(true) });
const lists = {
  providers: indexProviders([GOOD, bad, care]),
  isDisposable: (domain: string) => domain === 'throwaway.example',
};
const judge = (text: string) => judgeRecipients(text, lists, { today: '2026-11-24' });

describe('findAddresses', () => {
  it.each([
    ['nothing', ''],
    ['words', 'write to me at the office'],
    ['a sign alone', 'meet @ noon @home'],
    ['a name without a dot', 'root@localhost'],
    ['a number for a server', 'root@127.0.0.1'],
    ['a name of nothing', '@good.example'],
    ['a long nothing', '@'.repeat(50_000)],
  ])('finds none in %s', (_, text) => {
    expect(findAddresses(text)).toEqual({ addresses: [], isCut: false });
  });

  it.each([
    ['one alone', 'ann@good.example', ['ann@good.example']],
    ['a name before it', 'Ann B. <ann@good.example>', ['ann@good.example']],
    ['a link', 'mailto:ann@good.example?subject=x', ['ann@good.example']],
    ['a sentence', 'Ask ann@good.example.', ['ann@good.example']],
    [
      'many kinds of marks',
      'a@x.example; b@x.example,c@x.example\n(d@x.example)',
      ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example'],
    ],
    ['the same twice', 'a@X.example a@x.EXAMPLE', ['a@x.example']],
    ['a name in letters of its own', 'ان@почта.example', ['ان@xn--80a1acny.example']],
    ['a plus', 'ann+list@good.example', ['ann+list@good.example']],
  ])('reads %s', (_, text, addresses) => {
    expect(findAddresses(text)).toEqual({ addresses, isCut: false });
  });

  it('stops at its limits, and says so', () => {
    const many = Array.from({ length: MAX_ADDRESSES + 1 }, (_, at) => `p${at}@x.example`);
    expect(findAddresses(many.slice(1).join(' ')).isCut).toBe(false);
    const found = findAddresses(many.join(' '));
    expect(found.isCut).toBe(true);
    expect(found.addresses).toHaveLength(MAX_ADDRESSES);
    expect(findAddresses(`${' '.repeat(MAX_TEXT_LENGTH)}a@x.example`)).toEqual({
      addresses: [],
      isCut: true,
    });
  });
});

describe('judgeRecipients', () => {
  it('judges each mailbox, worst first', () => {
    const { recipients, addressCount } = judge(
      'a@good.example b@ngo.example c@care.example d@bad.example e@throwaway.example f@good.example',
    );
    expect(addressCount).toBe(6);
    expect(recipients.map(({ domain, kind, addresses }) => [domain, kind, addresses.length])).toEqual([
      ['bad.example', 'listed', 1],
      ['throwaway.example', 'disposable', 1],
      ['care.example', 'listed', 1],
      ['good.example', 'listed', 2],
      ['ngo.example', 'unknown', 1],
    ]);
    expect(recipients[0]).toMatchObject({ judgement: { verdict: 'avoid' }, provider: { id: 'bad' } });
  });

  it.each([
    ['clerk@city.gov'],
    ['clerk@mail.gov.xx'],
    ['clerk@interieur.gouv.fr'],
    ['x@defensa.gob.mx'],
    ['x@soumu.go.jp'],
    ['x@mail.soumu.go.jp'],
    ['clerk@gov.uk'],
    ['x@efd.admin.ch'],
  ])('has no warning for an official address: %s', (address) => {
    expect(judge(address).recipients).toMatchObject([{ kind: 'government' }]);
  });

  it.each([
    ['x@comune.go.it'],
    ['x@shop.admin.se'],
    ['x@gob.it'],
    ['x@gov.example'],
    ['x@mygov.xx'],
    ['x@gov.good.example'],
    ['x@go.com'],
    ['x@gob.com'],
  ])('does not take for official what only sounds so: %s', (address) => {
    expect(judge(address).recipients).toMatchObject([{ kind: 'unknown' }]);
  });

  it.each([['x@sub.bad.example'], ['x@bad.example.evil.example'], ['x@notbad.example'], ['x@bad.example.']])(
    'knows a service by its whole domain only: %s',
    (address) => {
      const [first] = judge(address).recipients;
      expect(first?.kind).toBe(address === 'x@bad.example.' ? 'listed' : 'unknown');
    },
  );

  it('recognizes a disposable service by its registrable domain', () => {
    expect(judge('x@any.throwaway.example').recipients).toMatchObject([{ kind: 'disposable' }]);
  });

  it('accepts any text, and loses no address', () => {
    const parts = fc.oneof(
      fc.constantFrom('a@good.example', 'b@x.example', '@', '<', '>', ',', ' '),
      fc.string({ unit: 'binary', maxLength: 30 }),
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (all) => {
        const text = all.join('');
        const { recipients, addressCount } = judge(text);
        expect(recipients.flatMap(({ addresses }) => addresses)).toHaveLength(addressCount);
        for (const { domain, addresses } of recipients) {
          for (const address of addresses) expect(address.endsWith(`@${domain}`)).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('handles the worst text quickly', () => {
    const started = performance.now();
    judge(`${'a.'.repeat(60_000)}@${'b.'.repeat(40_000)}`);
    judge('x@'.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
