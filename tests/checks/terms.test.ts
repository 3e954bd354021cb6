import { describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '#core/session/session.ts';
import { CATALOGUES, flatten } from '../ui/texts.ts';
import { read } from './files.ts';

/** Everything a person can read in a language, by where it stands. */
function everything(language: Language): ReadonlyMap<string, string> {
  const parse = (path: string): object => JSON.parse(read(path));
  return new Map([
    ...flatten(CATALOGUES[language]),
    ...flatten(parse(`src/locales/${language}/toolbar.json`), 'toolbar.'),
    ...flatten(parse(`src/public/_locales/${language}/messages.json`), 'store.'),
  ]);
}

/** A word that is not used, what stands in its place, and the keys where it means something else. */
type Forbidden = readonly [word: RegExp, instead: string, exceptAt?: readonly string[]];

/** Whole words; `\b` knows the letters of English only. */
function word(...forms: readonly string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${forms.join('|')})(?![\\p{L}\\p{M}])`, 'iu');
}

/** What a person says or answers, not the program. */
const SPOKEN_BY_THE_PERSON = [
  ...['arrival.placeOwn', 'arrival.keep', 'settings.own.label', 'leave.scopeVisit', 'leave.scopeVisitSince'],
  ...['countdown.stillHere', 'guide.say'],
];

/** The reasons are in docs/terms.md. */
const FORBIDDEN: { readonly [L in Language]: readonly Forbidden[] } = {
  en: [
    [/\bsittings?\b|\bsat down\b/i, 'visit'],
    [/\btid(?:y|ied|ies|ying)\b/i, 'clean up'],
    [/(?<!not )\bclear(?:s|ed|ing)?\b(?! steps)|\bgone\b/i, 'remove'],
    [/\bwatch(?:es|ed|ing|ers?)?\b|\bmarks?\b|\bloaders?\b/i, 'tracker, tracking codes'],
    [/(?<!three )\blines?\b/i, 'connection'],
    [/(?<!e-)\bmail(?:s|ed|ing|box(?:es)?)?\b/i, 'e-mail'],
    [/\bletters?\b/i, 'e-mail', ['findings.look-alike-domain.letters']],
    [/\bsigns?\b(?![ -](?:ins?|outs?|up|you)\b)/i, 'icon'],
    [/\blog(?:ged|s)?[ -](?:in|out|off|on)\b|\bsign(?:ed|s)?[ -]off\b/i, 'sign in, sign out'],
    [/\bI\b|\b(?:me|my|myself)\b/, 'Clean Table', SPOKEN_BY_THE_PERSON],
  ],
  fr: [
    [word('courriers?', 'bo[iî]tes? (?:aux|à|de) lettres?', '(?<!e-)mails?'), 'e-mail, messagerie'],
    [word('lettres?'), 'e-mail', ['findings.look-alike-domain.letters']],
    [word('rang(?:e[rz]?|é[es]*|eant|ements?)', 'remett?(?:re|ez|ant) en ordre'), 'nettoyer'],
    [word('(?<!en )lignes?'), 'connexion'],
    [word('observ(?:e|er|ent|ait|aient)', 'marques?(?!-)', 'chargeurs?'), 'traqueur, codes de suivi'],
    [word('numéros? de papiers?'), 'numéro de pièce d’identité'],
    [word('mieux vaut'), 'à éviter'],
    [word('fichiers? enregistrés?(?! ici)'), 'fichiers téléchargés'],
    [word('signes?'), 'icône'],
    [word('je', 'me', 'moi', 'mon', 'ma', 'mes', 'j’\\p{L}+'), 'Clean Table', SPOKEN_BY_THE_PERSON],
  ],
  ar: [
    [/الأفضل (?:عدم|لا|ألا)|يُ?رجى عدم/, 'لا + مضارع مجزوم'],
    [/تسجلوا/, 'تسجّلوا'],
    [/كلم(?:ة|ات) (?:ال)?سر/, 'كلمة المرور'],
    [/استمار(?:ة|ات)/, 'نموذج'],
    [/ملف(?:ات)? (?:ال)?ارتباط|كوكيز/, 'ملفات تعريف الارتباط'],
    [/ترتيب|ترتّ?ب(?:ون|وا)/, 'تنظيف'],
    [word('(?:ال|لل)?خطّ?'), 'اتصال'],
    [/صندوق|صناديق/, 'بريد، حساب'],
    [/تراقب|مراقبة/, 'تتبّع'],
    [/متتبّ?ع|متعقّ?ب/, 'أداة تتبّع'],
    [/[يت]حجز/, 'يحجب'],
    [/مستعمل|استعم[لا]|[تيأن]ستعمل/, 'استخدام'],
    [/[يت]سجّ?ل المفاتيح/, 'يسجّل ما تكتبونه على لوحة المفاتيح'],
    [/بأيديكم|باليد/, 'يدويًا'],
    [
      word(
        ...['أستطيع', 'أعرف', 'أجد', 'أقرأ', 'أحفظ', 'أنظر', 'أعرض', 'أقول', 'أقبل', 'أرى', 'أحذف', 'أزيل'],
        ...['أوقفت', 'أزلتُ?', 'وجدت', 'قائمتي', 'رمزي', 'مني', 'أنا'],
      ),
      'Clean Table',
      SPOKEN_BY_THE_PERSON,
    ],
  ],
  es: [
    [word('ordenador(?:es)?', 'equipos?'), 'computadora'],
    [word('orden(?:ar|e|a|ó|ando|ado)'), 'limpiar, borrar'],
    [word('móvil(?:es)?'), 'teléfono'],
    [word('puls(?:e|ar|ando)', 'pinch(?:e|ar)'), 'presionar, hacer clic'],
    [word('ficheros?'), 'archivo'],
    [word('ratón'), 'mouse'],
    [word('vosotros', 'vuestr[oa]s?', '\\p{L}+[áé]is'), 'ustedes'],
    [word('cartas?', 'buz(?:ón|ones)'), 'correo'],
    [word('(?<!en )líneas?', 'colgó'), 'conexión'],
    [
      word('observ(?:a|an|ar|aba|aban)', 'marcas', '(?:la|una) marca', 'cargador(?:es)?'),
      'rastreador, códigos de rastreo',
    ],
    [word('(?<!ser )mejor no'), 'evite'],
    [word('señal(?:es)?', 'signos?'), 'icono'],
    [word('yo', 'me', 'mí', 'mi', 'mis', 'conmigo'), 'Clean Table', SPOKEN_BY_THE_PERSON],
  ],
};

/** What the browser writes on its own buttons is quoted as it stands there. */
function withoutQuotations(text: string): string {
  return text.replace(/“[^”]*”|«[^»]*»/g, '');
}

function isForbidden([word, , exceptAt = []]: Forbidden, key: string, text: string): boolean {
  return !exceptAt.includes(key) && word.test(withoutQuotations(text));
}

describe.each(LANGUAGES)('words that are not used in %s', (language) => {
  const texts = [...everything(language)];

  it.each(FORBIDDEN[language].map((forbidden) => ({ word: forbidden[0], forbidden })))(
    '$word',
    ({ forbidden }) => {
      const found = texts.filter(([key, text]) => isForbidden(forbidden, key, text));
      expect(found, `instead: ${forbidden[1]}`).toEqual([]);
    },
  );
});

it('each exception is a text of which the word is used', () => {
  const rules = LANGUAGES.flatMap((language) =>
    FORBIDDEN[language].flatMap(([word, , exceptAt = []]) =>
      exceptAt.map((key) => ({ key, isUsed: word.test(everything(language).get(key) ?? '') })),
    ),
  );
  const idle = rules.filter(({ key }) => !rules.some((rule) => rule.key === key && rule.isUsed));
  expect(idle).toEqual([]);
});

describe('words that are not used are told from words that are', () => {
  it.each<[Language, string, boolean]>([
    ['en', 'What I found since you sat down', true],
    ['en', 'The letter in your mail box', true],
    ['en', 'The line is old', true],
    ['en', 'Click my sign', true],
    ['en', 'Sign in and sign out of e-mail online', false],
    ['en', 'Then click “Clear”.', false],
    ['fr', 'Rangez le courrier', true],
    ['fr', 'Je ne sais pas', true],
    ['fr', 'Lisez vos e-mails en ligne', false],
    ['fr', 'L’étranger arrange les choses', false],
    ['ar', 'الأفضل عدم تسجيل الدخول', true],
    ['ar', 'الخط ضعيف', true],
    ['ar', 'لا أعرف', true],
    ['fr', 'Un problème', false],
    ['ar', 'تميّزه من خطوطه', false],
    ['ar', 'لا تسجّلوا الدخول', false],
    ['es', 'Ordenar el ordenador', true],
    ['es', 'Mi móvil', true],
    ['es', 'sin orden judicial, en línea', false],
    ['es', 'Limpie la computadora', false],
  ])('%s: %s', (language, text, isFound) => {
    expect(FORBIDDEN[language].some((forbidden) => isForbidden(forbidden, '', text))).toBe(isFound);
  });
});

/** Sentences that once were wrong, by what a native speaker says instead. */
const CORRECTED: readonly (readonly [Language, key: string, says: string])[] = [
  ['en', 'findings.certificate-error.title', 'This may not be the real'],
  ['en', 'findings.connection-blocked.offline', 'Ask the staff'],
  ['en', 'provider.letter', 'Check who gets this e-mail'],
  ['en', 'mail.values.plainMailPrograms.starttls', 'first step of the connection is not protected'],
  ['es', 'reasons.C5', 'Reveló al Estado quién era un usuario, sin orden judicial'],
  ['es', 'findings.connection-blocked.refused', 'rechazó la conexión'],
  ['es', 'store.commandTidy.message', 'Limpiar ahora'],
  ['es', 'mail.choose.talk', 'una aplicación de mensajería'],
  ['es', 'mail.costs.local-power', 'colaborar con las autoridades'],
  ['fr', 'mail.values.secondFactor.usb-key', 'clé de sécurité USB'],
  ['fr', 'mail.choose.cafes.also', 'sur un téléphone'],
  ['fr', 'mail.values.signUpAsks.id', 'numéro de pièce d’identité'],
  ['es', 'arrival.pin.title', 'el icono'],
  ['es', 'tidy.open', 'Limpiar'],
  ['fr', 'tidy.quickHow', 'Maintenez appuyé'],
  ['ar', 'guide.tips.A3', 'بعيدًا عن الأنظار'],
  ['ar', 'toolbar.L0', 'ينظّف الحاسوب'],
  ['fr', 'provider.says.acceptable', 'Connaissez ses limites'],
  ['fr', 'provider.words.caution', 'Avec prudence'],
  ['fr', 'provider.words.avoid', 'À éviter'],
  ['fr', 'findings.insecure-sensitive-form.id.title', 'numéro de pièce d’identité'],
  ['fr', 'steps.files', 'téléchargés'],
  ['ar', 'findings.certificate-error.untrusted', 'لا تسجّلوا الدخول'],
  ['ar', 'findings.ssl-strip-suspected.listed', 'لا تسجّلوا الدخول'],
  ['ar', 'findings.captive-portal.text', 'كلمة مرور'],
  ['ar', 'findings.insecure-form-target.text.title', 'النموذج'],
  ['ar', 'steps.cookies', 'ملفات تعريف الارتباط'],
  ['ar', 'findings.trackers.kinds.ads', 'ما يُقرأ'],
  ['ar', 'findings.look-alike-domain.text', 'لكنه ليس {{real, ltr}}، بل يشبهه'],
  ['ar', 'findings.connection-blocked.title', 'لم تُفتح'],
  ['ar', 'findings.connection-blocked.offline', 'لا يوجد اتصال بالإنترنت'],
  ['ar', 'findings.mixed-content-active.text_few', 'حجب المتصفح'],
  ['ar', 'store.menuAddresses.message', 'فحص'],
  ['ar', 'mail.people.look', 'فحص'],
  ['ar', 'mail.account.intro', 'ما تكتبونه على لوحة المفاتيح'],
  ['ar', 'mail.account.whereTitle', 'جلسات الدخول الأخرى'],
  ['ar', 'mail.own.broken', 'يدويًا'],
];

it.each(CORRECTED)('%s: %s says “%s”', (language, key, says) => {
  expect(everything(language).get(key)).toContain(says);
});

describe('docs/terms.md', () => {
  const rows = read('docs/terms.md')
    .split('\n')
    .filter((line) => /^\| (?!concept|---)/.test(line))
    .map((line) => line.split('|').slice(1, -1));

  it('has a term for each language in each row', () => {
    expect(rows.length).toBeGreaterThan(20);
    for (const [concept, ...terms] of rows) {
      expect(
        terms.map((term) => /\*\*/.test(term)),
        concept,
      ).toEqual(LANGUAGES.map(() => true));
    }
  });

  it.each(LANGUAGES)('names terms that stand in the texts: %s', (language) => {
    const texts = [...everything(language).values()].join('\n').toLowerCase();
    const column = ['en', 'fr', 'ar', 'es'].indexOf(language) + 1;
    const terms = rows.flatMap((row) => [...(row[column] ?? '').matchAll(/\*\*([^*]+)\*\*/g)]);
    const missing = terms
      .map(([, term = '']) => term)
      // Of "ne … pas" the beginning.
      .filter((term) => !texts.includes(term.toLowerCase().replace(/ … .*/, '')));
    expect(missing).toEqual([]);
  });
});
