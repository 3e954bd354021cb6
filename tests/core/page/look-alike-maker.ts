/**
 * Generates two hundred deceptive names from real ones with a fixed seed. Independent of the detector's tables: the
 * characters come from reports of phishing names, the typos from keyboard layouts.
 */

/** The most phished names; no other words are similar to the long ones. */
const BIG = ['gmail.com', 'yahoo.com', 'hotmail.com', 'outlook.com', 'icloud.com', 'microsoft.com'];
const LONG = [
  'protonmail.com',
  'tutanota.com',
  'hotmail.com',
  'outlook.com',
  'microsoft.com',
  'rediffmail.com',
];
const OTHERS = [
  'apple.com',
  'orange.fr',
  'libero.it',
  'yandex.ru',
  'fastmail.com',
  'mailbox.org',
  'seznam.cz',
];
const SIGN_IN_HOSTS = [
  ...['mail.google.com', 'accounts.google.com', 'login.live.com', 'mail.yahoo.com', 'login.yahoo.com'],
  ...['www.icloud.com', 'mail.yandex.ru', 'app.fastmail.com', 'mail.proton.me', 'e.mail.ru', 'www.gmx.net'],
];

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  a: 'аɑ',
  c: 'с',
  d: 'ԁ',
  e: 'е',
  g: 'ɡ',
  h: 'һ',
  i: 'і',
  j: 'ј',
  n: 'ո',
  o: 'оοօ',
  p: 'р',
  s: 'ѕ',
  u: 'ս',
  v: 'ν',
  x: 'х',
  y: 'у',
};
const WITH_MARK: Readonly<Record<string, string>> = { a: 'ạáà', e: 'ẹé', i: 'ịí', o: 'ọóö', u: 'ụú' };
const AS_DIGIT: Readonly<Record<string, string>> = { o: '0', l: '1', i: '1', e: '3', a: '4', s: '5' };
const AS_PAIR: readonly (readonly [string, string])[] = [
  ['m', 'rn'],
  ['w', 'vv'],
  ['cl', 'd'],
];
const LONGEST = [
  'protonmail.com',
  'tutanota.com',
  'microsoft.com',
  'rediffmail.com',
  'mailfence.com',
  'duckduckgo.com',
];
const PAIRED = [
  'protonmail.com',
  'hotmail.com',
  'microsoft.com',
  'rediffmail.com',
  'gmail.com',
  'icloud.com',
  'fastmail.com',
];
const KEYS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const WORDS = [
  'login',
  'signin',
  'verify',
  'account',
  'secure',
  'password-reset',
  'support',
  'my-account',
  'sso',
];
const STRANGERS = ['river-news.example', 'a1b2.example', 'shop.corner.example', 'tk7.example'];

interface FalseName {
  readonly host: string;
  readonly real: string;
}

export const FALSE_NAMES: readonly FalseName[] = makeAll(20_261_122);

function makeAll(seed: number): readonly FalseName[] {
  const random = randomFrom(seed);
  const upTo = (count: number) => Math.floor(random() * count);
  const pick = <Value>(values: readonly Value[] | string): Value => values[upTo(values.length)] as Value;

  /** Replaces one place according to a table. */
  const change = (label: string, table: Readonly<Record<string, string>>) => {
    const places = [...label].flatMap((letter, at) => (table[letter] ? [at] : []));
    const at = pick(places);
    return label.slice(0, at) + pick<string>(table[label[at] ?? ''] ?? '') + label.slice(at + 1);
  };
  const inside = (label: string) => 1 + upTo(label.length - 1);
  const nextKey = (letter: string) => {
    const row = KEYS.find((keys) => keys.includes(letter)) ?? '';
    const at = row.indexOf(letter);
    return row[at + 1] ?? row[at - 1] ?? letter;
  };
  const slips: readonly ((label: string) => string)[] = [
    (label) => {
      const at = inside(label.slice(1));
      return label.slice(0, at) + label[at + 1] + label[at] + label.slice(at + 2);
    },
    (label) => {
      const at = inside(label);
      return label.slice(0, at) + label[at] + label.slice(at);
    },
  ];
  const longSlips: readonly ((label: string) => string)[] = [
    (label) => {
      const at = inside(label);
      return label.slice(0, at) + label.slice(at + 1);
    },
    (label) => {
      const at = inside(label);
      return label.slice(0, at) + nextKey(label[at] ?? '') + label.slice(at + 1);
    },
  ];
  const onLabel = (real: string, edit: (label: string) => string): string => {
    const [label = '', ...suffix] = real.split('.');
    return [edit(label), ...suffix].join('.');
  };

  const makers: readonly (readonly [count: number, make: () => readonly [real: string, name: string]])[] = [
    [
      45,
      () =>
        withReal(pick([...BIG, ...LONG, ...OTHERS]), (real) => onLabel(real, (it) => change(it, LOOKS_LIKE))),
    ],
    [15, () => withReal(pick([...BIG, ...LONG]), (real) => onLabel(real, (it) => change(it, WITH_MARK)))],
    [
      20,
      () =>
        withReal(pick([...BIG, ...LONG, ...OTHERS]), (real) => onLabel(real, (it) => change(it, AS_DIGIT))),
    ],
    [
      10,
      () =>
        withReal(pick(PAIRED), (real) => {
          const [label = ''] = real.split('.');
          const [from, to] = AS_PAIR.find(([part]) => label.includes(part)) ?? ['', ''];
          return `${label.replace(from, to)}.${pick(['com', 'net', 'info'])}`;
        }),
    ],
    [35, () => withReal(pick([...BIG, ...LONG]), (real) => onLabel(real, pick(slips)))],
    [15, () => withReal(pick(LONGEST), (real) => onLabel(real, pick(longSlips)))],
    [
      30,
      () =>
        withReal(pick([...BIG, ...LONG]), (real) => {
          const [label = ''] = real.split('.');
          const word = pick(WORDS);
          const name = pick([`${label}-${word}`, `${word}-${label}`]);
          return `${name}.${pick(['com', 'net', 'info', 'example', 'online'])}`;
        }),
    ],
    [30, () => withReal(pick(SIGN_IN_HOSTS), (real) => `${real}.${pick(STRANGERS)}`)],
  ];

  const made = new Map<string, FalseName>();
  let wanted = 0;
  for (const [count, make] of makers) {
    wanted += count;
    // Bounded: too few results make the list too short, and the test fails.
    for (let tries = 0; made.size < wanted && tries < 2000; tries++) {
      const [real, name] = make();
      const host = new URL(`https://${name}/`).hostname;
      const domain = real.split('.').slice(-2).join('.');
      // Swapping doubled letters gives the real name again.
      if (host !== real) made.set(host, { host, real: domain });
    }
  }
  return [...made.values()];
}

function withReal(real: string, make: (real: string) => string): readonly [string, string] {
  return [real, make(real)];
}

/** Mulberry32: a small portable generator. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4_294_967_296;
  };
}
