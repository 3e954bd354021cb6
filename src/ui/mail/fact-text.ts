import type { FactName, Facts } from '#core/mail/provider.ts';
import { durationText } from '../parts/minutes-select.tsx';
import { regionName } from '../region.ts';
import { numberLocale, type Texts } from '../texts.tsx';

type Tell = {
  readonly [Name in FactName]: (value: NonNullable<Facts[Name]>['value'], texts: Texts) => string;
};

function yesNo(value: boolean, { t }: Texts): string {
  return t(value ? 'mail.values.yes' : 'mail.values.no');
}

function itself(value: string): string {
  return value;
}

/** A URL to be typed by hand. */
function page(value: string): string {
  return value.replace(/^https:\/\//, '');
}

function openness(value: 'yes' | 'no' | 'partly', { t }: Texts): string {
  return t(`mail.values.open.${value}`);
}

function list(parts: readonly string[], none: string, { language }: Texts): string {
  return parts.length === 0 ? none : new Intl.ListFormat(language, { type: 'unit' }).format(parts);
}

/** In display order. A fact without a text is a compile error. */
const tell: Tell = {
  operator: itself,
  country: (value, { language }) => regionName(value, language),
  payment: (value, { t }) => t(`mail.values.payment.${value}`),
  stateControl: yesNo,
  lawfulAccess: (value, { t }) => t(`mail.values.lawfulAccess.${value}`),
  censors: yesNo,
  dangerousToUse: yesNo,
  atRest: (value, { t }) => t(`mail.values.atRest.${value}`),
  encryption: (value, { t }) => t(`mail.values.encryption.${value}`),
  readsForAds: yesNo,
  secondFactor: (value, texts) =>
    list(
      value.map((factor) => texts.t(`mail.values.secondFactor.${factor}`)),
      texts.t('mail.values.secondFactor.none'),
      texts,
    ),
  secondFactorNeedsPhone: yesNo,
  secondFactorPage: page,
  backupCodes: yesNo,
  passkey: (value, { t }) => t(`mail.values.passkey.${value}`),
  sessionList: yesNo,
  endsSessions: yesNo,
  sessionPage: page,
  signUpPhone: (value, { t }) => t(`mail.values.signUpPhone.${value}`),
  signUpAsks: (value, texts) =>
    list(
      value.map((asked) => texts.t(`mail.values.signUpAsks.${asked}`)),
      texts.t('mail.values.signUpAsks.none'),
      texts,
    ),
  signUpOverTor: (value, { t }) => t(`mail.values.signUpOverTor.${value}`),
  onion: (value, { t }) => t(`mail.values.onion.${value}`),
  onionBetweenServers: yesNo,
  logs: (value, { t }) => t(`mail.values.logs.${value}`),
  hidesIp: yesNo,
  tlsBetween: (value, { t }) => t(`mail.values.tlsBetween.${value}`),
  mailPrograms: (value, { t }) => t(`mail.values.mailPrograms.${value}`),
  plainMailPrograms: (value, { t }) => t(`mail.values.plainMailPrograms.${value}`),
  deltaChat: (value, { t }) => t(`mail.values.deltaChat.${value}`),
  mailvelope: yesNo,
  freePlan: yesNo,
  anonymousPayment: yesNo,
  expiresAfterMonths: (value, { language }) => durationText(value, 'month', numberLocale(language)),
  transparencyReport: yesNo,
  audit: (value, { t }) => t(`mail.values.audit.${value}`),
  openClient: openness,
  openServer: openness,
};

/** Facts whose value is a name or address, which is not translated. */
export const NAMES: ReadonlySet<FactName> = new Set(['operator', 'sessionPage', 'secondFactorPage']);

export interface ToldFact {
  readonly name: FactName;
  readonly text: string;
  /** Key of a source. */
  readonly source: string;
  readonly date: string;
}

/** The facts of a service as text. */
export function tellFacts(facts: Facts, texts: Texts): readonly ToldFact[] {
  return (Object.keys(tell) as FactName[]).flatMap((name): readonly ToldFact[] => {
    const fact = facts[name];
    if (!fact) return [];
    // Name and value belong together, but TypeScript cannot correlate them after the look-up.
    const tellOne = tell[name] as (value: unknown, texts: Texts) => string;
    return [{ name, text: tellOne(fact.value, texts), source: fact.source, date: fact.date }];
  });
}
