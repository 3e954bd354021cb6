import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type GuardedName, indexNames, type NameLists } from '#core/page/look-alike.ts';
import { nameLists } from '#data/names.ts';
import { HONEST_HOSTS } from './honest-hosts.ts';
import { FALSE_NAMES } from './look-alike-maker.ts';

const { lookAlikeOf } = indexNames(nameLists);
const hostOf = (name: string) => new URL(`https://${name}/`).hostname;

describe('legitimate hosts', () => {
  it('are three hundred, in many scripts', () => {
    expect(new Set(HONEST_HOSTS).size).toBeGreaterThanOrEqual(300);
    expect(HONEST_HOSTS.filter((host) => host.includes('xn--')).length).toBeGreaterThanOrEqual(80);
  });

  it('are never look-alikes', () => {
    expect(HONEST_HOSTS.flatMap((host) => (lookAlikeOf(host) ? [[host, lookAlikeOf(host)]] : []))).toEqual(
      [],
    );
  });

  it('include all hosts of the list itself, and names below them', () => {
    const named = nameLists().names.flatMap(({ domain, front, hosts = [] }) => [domain, front, ...hosts]);
    const all = [...named, ...nameLists().own].flatMap((host) => [host, `a.b.${host}`]);
    expect(all.filter((host) => lookAlikeOf(host) !== undefined)).toEqual([]);
  });
});

describe('two hundred deceptive names', () => {
  it('are found with a recall of at least 95 %', () => {
    const missed = FALSE_NAMES.filter(({ host }) => lookAlikeOf(host) === undefined);
    expect(FALSE_NAMES).toHaveLength(200);
    expect(missed.length, JSON.stringify(missed)).toBeLessThanOrEqual(10);
  });

  it('are attributed to the name they were made from', () => {
    const wrong = FALSE_NAMES.filter(({ host, real }) => {
      const found = lookAlikeOf(host)?.real;
      return found !== undefined && found.split('.')[0] !== real.split('.')[0] && found !== 'live.com';
    });
    expect(wrong.length, JSON.stringify(wrong)).toBeLessThanOrEqual(4);
  });
});

describe('lookAlikeOf', () => {
  it.each([
    ['Cyrillic among Latin', 'yаhoo.com', 'yahoo.com'],
    ['a whole word in Cyrillic below a Latin suffix', 'аррӏе.com', 'apple.com'],
    ['Greek among Latin', 'gmαil.com', 'gmail.com'],
    ['Armenian among Latin', 'օutlook.com', 'outlook.com'],
    ['letters alike only in a mix', 'tuтanoтa.com', 'tutanota.com'],
    ['accents', 'tutänota.com', 'tutanota.com'],
    ['digits', 'outl00k.com', 'outlook.com'],
    ['a one for an l', 'gmai1.com', 'gmail.com'],
    ['a one for an i', 'gma1l.com', 'gmail.com'],
    ['r and n for m', 'rnicrosoft.net', 'microsoft.com'],
    ['d for c and l', 'idoud.com', 'icloud.com'],
    ['a digit in a word, with the very suffix', '0range.fr', 'orange.fr'],
  ])('detects %s', (_, name, real) => {
    expect(lookAlikeOf(hostOf(name))).toMatchObject({ kind: 'letters', real, isSure: true });
  });

  it.each([
    ['a digit in a word under another suffix', '0range.es'],
    ['a digit in a short name', 'a0l.com'],
    ['a pair in a short name', 'rne.com'],
    ['the very letters below a suffix in their script', 'уаһоо.рф'],
    ['a short word of another script', 'сосо.com'],
    ['accents on a word', 'frée.fr'],
    ['accents on a longer word', 'orangé.fr'],
    ['a mall', 'hotmall.com'],
    ['the same word with another suffix', 'yahoo.xyz'],
  ])('reports nothing for %s', (_, name) => {
    expect(lookAlikeOf(hostOf(name))).toBeUndefined();
  });

  it.each([
    ['two letters swapped', 'hotmial.com', true],
    ['two letters swapped, with another suffix', 'hotmial.net', false],
    ['a letter twice', 'tutannota.com', true],
    ['a letter twice in a short name', 'yahooo.com', false],
    ['a letter too few', 'protonmal.com', false],
    ['a letter too many', 'protonmaiol.com', false],
    ['another letter', 'protonmaul.com', false],
  ])('classifies %s as a typo', (_, host, isSure) => {
    expect(lookAlikeOf(host)).toMatchObject({ kind: 'slip', isSure });
  });

  it.each([
    ['the first letter', 'notmail.com'],
    ['another letter in a name that words are near to', 'fatmail.com'],
    ['two slips', 'hotmiall.com'],
    ['a letter of a word', 'lbiero.it'],
    ['another letter, with another suffix', 'protonmaul.de'],
    ['another letter in a name of seven', 'hotrail.com'],
  ])('does not classify %s as a typo', (_, host) => {
    expect(lookAlikeOf(host)).toBeUndefined();
  });

  it.each([
    ['a word behind', 'yahoo-login.example', true],
    ['a word before', 'secure-protonmail.com', true],
    ['words run together', 'gmailaccountverify.net', false],
    ['words in French', 'connexion-outlook.fr', true],
    ['false letters too', 'm1crosoft-login.com', true],
    ['false letters of another script too', 'gооgle-signin.com', true],
    ['the suffix as a word', 'login-yahoo-com.net', true],
    ['what its owner could be called', 'gmail-support.com', false],
  ])('finds the name with %s', (_, name, isSure) => {
    expect(lookAlikeOf(hostOf(name))).toMatchObject({ kind: 'added', isSure });
  });

  it.each([
    ['a word that is nobody’s', 'yahoo-recipes.com'],
    ['a word of the language', 'orange-login.com'],
    ['a part of a word', 'mygmailogin.com'],
    ['a firm’s page where strangers have theirs', 'gmail-support.github.io'],
    ['only such words', 'secure-login.example'],
  ])('reports nothing for the name with %s', (_, host) => {
    expect(lookAlikeOf(host)).toBeUndefined();
  });

  it.each([
    ['a whole sign-in host', 'mail.yahoo.com.evil.example', true],
    ['the domain alone', 'protonmail.com.evil.example', true],
    ['where strangers have their sites', 'yahoo.com.blogspot.com', true],
    ['the suffix run into the next part', 'mail.yahoo.com-login.evil.example', true],
    ['in other letters', 'gmаil.com.evil.example', true],
    ['a whole sign-in host of a word', 'login.live.com.evil.example', true],
    ['a whole sign-in host of a country', 'account.mail.ru.evil.example', false],
    ['a library that shows other sites', 'mail.yahoo.com.ezproxy.library.example', false],
  ])('finds the real host in front: %s', (_, name, isSure) => {
    expect(lookAlikeOf(hostOf(name))).toMatchObject({ kind: 'inside', isSure });
  });

  it.each([
    ['a firm’s page for a country', 'web.de.firm.example'],
    ['a firm’s mail for a country', 'mail.ru.firm.example'],
    ['the owner’s name in another country', 'login.yahoo.com.zz'],
    ['the name without its suffix', 'yahoo.firm.example'],
  ])('reports nothing for %s', (_, host) => {
    expect(lookAlikeOf(host)).toBeUndefined();
  });

  it.each([
    ['a proxy of a company, which relays what its people sign in to', 'login.microsoftonline.com.mcas.ms'],
    ['the same by its older name', 'outlook.live.com.us3.cas.ms'],
    ['another', 'login.microsoftonline.com.rproxy.goskope.com'],
    ['a delivery network', 'www.apple.com.edgekey.net'],
    ['a translator', 'accounts-google-com.translate.goog'],
    ['a library that writes hyphens', 'login-yahoo-com.ezproxy.library.example'],
  ])('reports nothing for %s', (_, host) => {
    expect(lookAlikeOf(host)).toBeUndefined();
  });

  it.each([
    ['a name that only ends like the proxy', 'login.microsoftonline.com.evil-mcas.ms', true],
    ['a name below which the proxy stands', 'login.microsoftonline.com.mcas.ms.evil.example', true],
    ['a host of the owner where nobody signs in', 'scholar.google.com.foo.example', false],
    ['one that sounds as if', 'signin.google.com.foo.example', true],
    ['its web address', 'www.google.com.foo.example', true],
    ['the name run together with its suffix', 'googlecom-foo.example', false],
    ['the name with its suffix as words', 'google-com-foo.example', false],
    ['both behind others', 'my-yahoo-co-jp.example', false],
    ['a long name in front', 'a-very-long-name-google.com-login.example', false],
  ])('is certain about %s only if it cannot be a coincidence: %s', (_, host, isSure) => {
    expect(lookAlikeOf(host)).toMatchObject({ kind: 'inside', isSure });
  });

  it.each([
    ['a word that only begins so', 'googlecomics-foo.example'],
    ['the suffix elsewhere', 'google-news-com.example'],
    ['a common word with its suffix', 'office-com-solutions.example'],
    ['a long name that ends in a common word', 'our-new-office.com-center.example'],
    ['two first letters that changed places', 'unbank.com'],
  ])('reports nothing for %s', (_, host) => {
    expect(lookAlikeOf(host)).toBeUndefined();
  });

  it.each([
    ['PayPal, in Cyrillic', 'раураl.com', 'paypal.com'],
    ['PayPal, with a digit', 'paypa1.com', 'paypal.com'],
    ['Facebook, in Greek', 'facebοοk.com', 'facebook.com'],
    ['Instagram', 'lnstagram.com', 'instagram.com'],
    ['Binance', 'bіnance.com', 'binance.com'],
    ['WhatsApp', 'whatsаpp.com', 'whatsapp.com'],
    ['LinkedIn', 'llnkedin.com', 'linkedin.com'],
    ['Netflix', 'netfl1x.com', 'netflix.com'],
    ['Telegram', 'te1egram.org', 'telegram.org'],
    ['Amazon', 'аmаzon.com', 'amazon.com'],
    ['a bank', 'weIlsfargo.com', 'wellsfargo.com'],
  ])('knows the most phished sign-ins: %s', (_, name, real) => {
    expect(lookAlikeOf(hostOf(name))).toMatchObject({ kind: 'letters', real, isSure: true });
  });

  it.each([
    ['paypay.ne.jp'],
    ['www.financial-times.example'],
    ['balance.com'],
    ['web.telegram.org'],
    ['www.facebook.com'],
    ['amazon.de'],
    ['amazone.com'],
    ['chaser.com'],
    ['sparkasse-am-fluss.de'],
    ['whatsup.com'],
  ])('distinguishes them from %s', (host) => {
    expect(lookAlikeOf(host)).toBeUndefined();
  });

  it.each([
    ['gmàil.com', true],
    ['ḡmail.com', true],
    ['applé.com', false],
    ['gṃx.de', false],
    ['ạol.com', false],
  ])('detects accents: %s', (name, isSure) => {
    expect(lookAlikeOf(hostOf(name))).toMatchObject({ kind: 'letters', isSure });
  });

  it('allows accents of the suffix’s country, and not of others', () => {
    expect(['orangé.fr', 'gṃx.fr', 'ạol.de'].filter((name) => lookAlikeOf(hostOf(name)))).toEqual([]);
  });

  it('finds a unique name under another suffix, without certainty', () => {
    expect(lookAlikeOf('protonmail.org')).toMatchObject({ kind: 'suffix', isSure: false });
    expect(lookAlikeOf('protonmail.github.io')).toBeUndefined();
  });

  it('includes the organization’s names', () => {
    const own: GuardedName = {
      domain: 'riverhospital.example',
      front: 'riverhospital.example',
      style: 'coined',
    };
    const lists: NameLists = { ...nameLists(), names: [...nameLists().names, own] };
    expect(indexNames(() => lists).lookAlikeOf('riverhospital-login.example')?.real).toBe(
      'riverhospital.example',
    );
    expect(lookAlikeOf('riverhospital-login.example')).toBeUndefined();
  });

  it.each(['', '.', '..', 'com', 'localhost', '127.0.0.1', '[::1]', 'xn--', 'xn--a', 'xn--999999999.com'])(
    'has nothing to say of “%s”',
    (host) => {
      expect(lookAlikeOf(host)).toBeUndefined();
    },
  );

  it('accepts any host', () => {
    const part = fc.oneof(
      fc.constantFrom('yahoo', 'com', 'xn--yhoo-53d', 'login', 'xn--', 'com-', 'gmail', '-', 'mail'),
      fc.stringMatching(/^[a-z0-9-]{1,63}$/),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const host = parts.join('.');
        const found = lookAlikeOf(host);
        expect(lookAlikeOf(host)).toEqual(found);
      }),
    );
  });

  it('handles the longest name quickly', () => {
    const hosts = [
      `${'com-'.repeat(15)}a.${'yahoo.'.repeat(30)}zz`.slice(-253),
      `${'in'.repeat(31)}gmail.example`,
      `${'log-in-'.repeat(9)}.${'log-in-'.repeat(9)}.gmail-${'in-'.repeat(15)}x.example`,
      'a.'.repeat(10_000_000),
    ];
    const startedAtMs = performance.now();
    for (const host of hosts) lookAlikeOf(host);
    expect(performance.now() - startedAtMs).toBeLessThan(200);
  });
});
