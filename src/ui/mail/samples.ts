import { type ChooserAnswers, chooseProviders } from '#core/mail/chooser.ts';
import { joinOrganisation, type OrganisationList } from '#core/mail/organisation.ts';
import { indexProviders, type Provider, type SourceBook } from '#core/mail/provider.ts';
import { judgeRecipients } from '#core/mail/recipients.ts';
import { compareRows, FIRST_COMPARE } from './compare-rows.ts';
import type { MailModel } from './mail-view.tsx';

const TODAY = '2026-11-24';
const told = { source: 'harbour-help', date: '2026-03' };
const early = { source: 'old-report', date: '2019' };
const general = { source: 'general', date: '2026-11-21' };

const bare = {
  category: 'privacy',
  status: 'active',
  incidents: [],
  blockedIn: [],
  recommendedBy: [],
  reviewed: '2026-11-21',
} as const;

/** One per verdict. */
const providers: readonly Provider[] = [
  {
    ...bare,
    id: 'harbour',
    name: 'Harbour Mail',
    domains: ['harbour.example', 'harbourmail.example'],
    hosts: [{ host: 'mail.harbour.example', role: 'webmail', source: 'harbour-help', isPreloaded: true }],
    facts: {
      country: { value: 'CH', ...told },
      operator: { value: 'Harbour AG', ...told },
      payment: { value: 'freemium', ...told },
      readsForAds: { value: false, ...told },
      lawfulAccess: { value: 'case-by-case', ...early },
      atRest: { value: 'user-key', ...told },
      encryption: { value: 'openpgp-automatic', ...told },
      secondFactor: { value: ['code', 'key'], ...told },
      secondFactorNeedsPhone: { value: false, ...told },
      sessionPage: { value: 'https://account.harbour.example/sign-ins', ...told },
      secondFactorPage: { value: 'https://account.harbour.example/second-step', ...told },
      passkey: { value: 'second', ...told },
      signUpPhone: { value: 'no', ...told },
      signUpAsks: { value: ['email'], ...told },
      signUpOverTor: { value: 'hard', ...told },
      onion: { value: 'webmail', ...told },
      openClient: { value: 'yes', ...told },
      openServer: { value: 'partly', ...general },
      tlsBetween: { value: 'enforced', ...told },
      mailPrograms: { value: 'paid', ...told },
      audit: { value: 'published', ...told },
      logs: { value: 'no-ip', ...told },
      hidesIp: { value: true, ...told },
      freePlan: { value: true, ...told },
      expiresAfterMonths: { value: 12, ...told },
      endsSessions: { value: true, ...told },
      backupCodes: { value: true, ...told },
    },
    incidents: [{ year: 2021, kind: 'data-handed-over', ...early }],
    blockedIn: [
      { country: 'RU', ...early },
      { country: 'TR', ...told },
    ],
    recommendedBy: [{ source: 'guide', date: '2026-02', isRecommended: true, guide: 'rights' }],
  },
  {
    ...bare,
    id: 'island',
    name: 'Island Post',
    category: 'paid',
    domains: ['island.example'],
    hosts: [{ host: 'post.island.example', role: 'webmail', source: 'harbour-help', isPreloaded: true }],
    facts: {
      country: { value: 'DE', ...told },
      payment: { value: 'paid', ...told },
      atRest: { value: 'provider-key', ...general },
      encryption: { value: 'openpgp-webmail', ...told },
      secondFactor: { value: ['code'], ...told },
      secondFactorNeedsPhone: { value: false, ...told },
      signUpPhone: { value: 'no', ...told },
      lawfulAccess: { value: 'case-by-case', ...told },
      onion: { value: 'none', ...general },
      mailPrograms: { value: 'yes', ...told },
      freePlan: { value: false, ...told },
    },
  },
  {
    ...bare,
    id: 'corner',
    name: 'Corner Webmail',
    category: 'collective',
    domains: ['corner.example'],
    hosts: [{ host: 'corner.example', role: 'webmail', source: 'general', isPreloaded: false }],
    facts: { country: { value: 'IT', ...general }, signUpAsks: { value: ['invitation'], ...told } },
  },
  {
    ...bare,
    id: 'market',
    name: 'Market Mail',
    category: 'large',
    domains: ['market.example'],
    hosts: [{ host: 'mail.market.example', role: 'sign-in', source: 'harbour-help', isPreloaded: true }],
    facts: {
      country: { value: 'US', ...general },
      payment: { value: 'advertising', ...told },
      readsForAds: { value: true, ...early },
      secondFactor: { value: ['sms', 'call'], ...told },
      signUpPhone: { value: 'yes', ...told },
      freePlan: { value: true, ...told },
    },
    incidents: [{ year: 2013, kind: 'breach', ...early }],
  },
  {
    ...bare,
    id: 'portal',
    name: 'Portal Mail',
    category: 'portal',
    domains: ['portal.example'],
    hosts: [{ host: 'mail.portal.example', role: 'webmail', source: 'harbour-help', isPreloaded: false }],
    facts: {
      country: { value: 'RU', ...general },
      stateControl: { value: true, ...early },
      lawfulAccess: { value: 'standing', ...early },
      secondFactor: { value: [], ...told },
    },
  },
];

const book: SourceBook = {
  sources: {
    'harbour-help': {
      title: 'Harbour Mail, help pages',
      address: 'help.harbour.example/facts',
      date: '2026-03',
    },
    'old-report': { title: 'A report on mail', address: 'reports.example/mail', date: '2019' },
    guide: { title: 'A guide for mail', address: 'guide.example/mail', date: '2026-02' },
  },
  providers: {
    harbour: {
      notes: { atRest: 'mail and calendar; names in the address book stay readable' },
      addresses: { secondFactor: 'help.harbour.example/facts/second-step' },
      incidents: ['data of one account handed over on an order'],
      criticisedBy: [{ source: 'old-report', date: '2019', note: 'not anonymous' }],
    },
  },
  laws: { CH: [{ source: 'old-report', date: '2019', note: 'A court can order to log one account.' }] },
};

const answers: ChooserAnswers = {
  worry: 'local-power',
  writesTo: 'group',
  canGivePhone: false,
  isBlockedHere: true,
  onlyInCafes: true,
  country: 'RU',
};

const first: MailModel = {
  part: { name: 'choose' },
  table: { providers, rows: compareRows(providers, TODAY) },
  book,
  context: { today: TODAY },
  choose: { answers: {}, countries: ['CH', 'DE', 'RU', 'TR'], result: undefined },
  compare: FIRST_COMPARE,
  people: { text: '', isHanded: false, result: undefined },
  own: { canKeep: true, list: undefined, isByOwner: false, isOwnersBroken: false, errors: [] },
};

function found(from: readonly Provider[], change: Partial<ChooserAnswers> = {}): MailModel {
  const result = chooseProviders(from, { ...answers, ...change }, TODAY);
  return { ...first, choose: { ...first.choose, result } };
}

function looked(text: string, isHanded = false): MailModel {
  const result = judgeRecipients(
    text,
    { providers: indexProviders(providers), isDisposable: (domain) => domain === 'throw.example' },
    { today: TODAY },
  );
  return { ...first, part: { name: 'people' }, people: { text, isHanded, result } };
}

const list: OrganisationList = {
  name: 'Our group',
  chosen: ['island'],
  providers: [{ name: 'Our own mail', domains: ['group.example'], hosts: ['webmail.group.example'] }],
};

const own: MailModel = { ...first, part: { name: 'own' } };

export const mailSamples: Readonly<Record<string, MailModel>> = {
  choose: first,
  answered: { ...first, choose: { ...first.choose, answers } },
  found: found(providers, { isBlockedHere: false }),
  'found-one': found(providers),
  'found-none': found(providers.filter(({ id }) => id === 'island')),
  'found-nothing': found([]),
  people: { ...first, part: { name: 'people' } },
  looked: looked(
    'a@portal.example, b@market.example, c@harbour.example, d@corner.example, e@throw.example, f@office.gov, g@own.example',
    true,
  ),
  'looked-same': looked('a@island.example, b@island.example'),
  'looked-none': looked('nobody here'),
  own,
  'own-nobody': { ...own, own: { ...own.own, canKeep: false } },
  'own-loaded': { ...own, own: { ...own.own, list } },
  'own-by-owner': { ...own, own: { ...own.own, list, isByOwner: true } },
  'own-bad': {
    ...own,
    own: {
      ...own.own,
      isOwnersBroken: true,
      errors: [
        { code: 'missing', at: 'name' },
        { code: 'wrong-value', at: 'providers.0.hosts.1' },
      ],
    },
  },
  'own-unread': { ...own, own: { ...own.own, errors: 'unread' } },
  'compare-group': {
    ...first,
    part: { name: 'compare' },
    table: {
      providers: joinOrganisation(providers, list),
      rows: compareRows(joinOrganisation(providers, list), TODAY),
    },
  },
  loading: { ...first, table: 'loading' },
  unread: { ...first, table: 'failed' },
  compare: { ...first, part: { name: 'compare' } },
  'compare-none': { ...first, part: { name: 'compare' }, compare: { ...FIRST_COMPARE, search: 'nowhere' } },
  facts: { ...first, part: { name: 'facts', id: 'harbour' } },
  'facts-usable': { ...first, part: { name: 'facts', id: 'island' } },
  'facts-warned': { ...first, part: { name: 'facts', id: 'portal' }, book: undefined },
  'facts-unknown': { ...first, part: { name: 'facts', id: 'corner' } },
  'facts-none': { ...first, part: { name: 'facts', id: 'nowhere' } },
  account: { ...first, part: { name: 'account' } },
  group: { ...first, part: { name: 'group' } },
};
