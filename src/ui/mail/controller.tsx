import type { OrganisationState } from '#contracts/messages.ts';
import type { ReadOrganisation } from '#contracts/organisation.ts';
import { type ChooserAnswers, chooseProviders } from '#core/mail/chooser.ts';
import { contradictions, joinOrganisation, ORGANISATION_LIMITS } from '#core/mail/organisation.ts';
import { indexProviders, type Provider, type ProviderIndex, type SourceBook } from '#core/mail/provider.ts';
import { judgeRecipients, type RecipientLists, type Recipients } from '#core/mail/recipients.ts';
import { createScreen } from '../lib/create-screen.tsx';
import { languageSwitch, textsOfSession } from '../page-texts.ts';
import type { Send } from '../send.ts';

import type { OpenAnswers } from './choose-part.tsx';
import { compareRows, FIRST_COMPARE } from './compare-rows.ts';
import { type MailActions, type MailModel, MailView, partOf } from './mail-view.tsx';

export interface MailPorts {
  readonly send: Send;
  readonly root: Element;
  readonly browserLanguages: readonly string[];
  /** `2026-11-24` */
  readonly today: string;
  readonly loadProviders: () => Promise<readonly Provider[]>;
  /** Larger than the table, and only needed to show sources. */
  readonly loadSourceBook: () => Promise<SourceBook>;
  /** Only needed to check addresses. */
  readonly loadDisposable: () => Promise<RecipientLists['isDisposable']>;
  /** Loads the look-alike index on first use. */
  readonly readOrganisation: (text: string, table: ProviderIndex) => Promise<ReadOrganisation>;
  /** Opened for addresses selected or read in a page. */
  readonly isForAddresses: boolean;
}

const NO_ORGANISATION: OrganisationState = { list: undefined, from: undefined, isPolicyBroken: false };

/** Answers that require nothing. */
const ANYTHING: ChooserAnswers = {
  worry: 'thieves',
  writesTo: 'anybody',
  canGivePhone: true,
  isBlockedHere: false,
  onlyInCafes: false,
};

/** Runs the page. Nothing that is answered, chosen or typed here is stored. */
export async function runMail(ports: MailPorts): Promise<void> {
  const { send, root, today } = ports;
  const loading = Promise.all([
    ports.loadProviders(),
    send('mail/organisation', {}).catch(() => NO_ORGANISATION),
    send('session/get', {}).catch(() => undefined),
  ]);
  // The addresses are returned only once, so only the page opened for them asks.
  const handed = ports.isForAddresses ? send('mail/take-text', {}).catch(() => undefined) : undefined;
  const texts = await textsOfSession(send, ports.browserLanguages, 'mail');
  let base: readonly Provider[] = [];
  const first: MailModel = {
    part: partOf(location.hash),
    table: 'loading',
    book: undefined,
    context: { today },
    choose: { answers: {}, countries: [], result: undefined },
    compare: FIRST_COMPARE,
    people: { text: '', isHanded: false, result: undefined },
    own: { canKeep: false, list: undefined, isByOwner: false, isOwnersBroken: false, errors: [] },
  };

  const screen = createScreen(
    {
      root,
      texts,
      title: (_, { t }) => t('mail.title'),
      speakIn: languageSwitch(send, 'mail'),
      view: (model) => <MailView model={model} actions={actions} />,
    },
    first,
  );
  const { draw } = screen;

  async function loadTable(): Promise<void> {
    try {
      const [providers, organisation, session] = await loading;
      base = providers;
      draw({ own: { ...screen.model.own, canKeep: session !== undefined } });
      showOrganisation(organisation);
    } catch {
      draw({ table: 'failed' });
    }
    const text = await handed;
    if (text !== undefined) await lookAt(text, true);
  }

  /** Merges the organization's list into the table, and drops results of the previous one. */
  function showOrganisation({ list: set, from, isPolicyBroken: isBroken }: OrganisationState): void {
    // The background does not have the table, so this check is done here.
    const list = set && contradictions(set, { table: indexProviders(base) }).length === 0 ? set : undefined;
    const isPolicyBroken = isBroken || (from === 'policy' && !list);
    const providers = joinOrganisation(base, list);
    draw({
      table: { providers, rows: compareRows(providers, today) },
      choose: { ...screen.model.choose, countries: countriesIn(providers), result: undefined },
      people: { ...screen.model.people, result: undefined },
      own: {
        ...screen.model.own,
        list,
        isByOwner: from === 'policy',
        isOwnersBroken: isPolicyBroken,
        errors: [],
      },
    });
  }

  async function lookAt(text: string, isHanded: boolean): Promise<void> {
    if (typeof screen.model.table === 'string') return;
    const providers = indexProviders(screen.model.table.providers);
    // Without the list, disposable mailboxes are shown as unknown.
    const isDisposable = await ports.loadDisposable().catch(() => () => false);
    const result: Recipients = judgeRecipients(text, { providers, isDisposable }, { today });
    draw({ people: { text, isHanded, result } });
  }

  async function loadList(file: File): Promise<void> {
    try {
      // One byte more than the limit is enough to detect that it is exceeded.
      const text = await file.slice(0, ORGANISATION_LIMITS.bytes + 1).text();
      const read = await ports.readOrganisation(text, indexProviders(base));
      if (read.ok) showOrganisation(await send('mail/organisation-set', { list: read.list }));
      else draw({ own: { ...screen.model.own, errors: read.errors } });
    } catch {
      draw({ own: { ...screen.model.own, errors: 'unread' } });
    }
  }

  /** Facts are shown without sources until these are loaded, or if loading fails. */
  function loadBook(): void {
    if (screen.model.part.name !== 'facts' || screen.model.book) return;
    ports.loadSourceBook().then(
      (book) => draw({ book }),
      () => undefined,
    );
  }

  const actions: MailActions = {
    choose: {
      answer: (answers) =>
        draw({ choose: { ...screen.model.choose, answers: { ...screen.model.choose.answers, ...answers } } }),
      show: () => {
        if (typeof screen.model.table === 'string') return;
        const result = chooseProviders(
          screen.model.table.providers,
          wholeAnswers(screen.model.choose.answers),
          today,
        );
        draw({ choose: { ...screen.model.choose, result } });
      },
      again: () => draw({ choose: { ...screen.model.choose, result: undefined } }),
    },
    compare: (change) => draw({ compare: { ...screen.model.compare, ...change } }),
    people: {
      lookAt: (text) => void lookAt(text, false),
      clear: () => draw({ people: { text: '', isHanded: false, result: undefined } }),
    },
    own: {
      choose: (file) => void loadList(file),
      remove: () => {
        send('mail/organisation-set', {}).then(showOrganisation, () =>
          draw({ own: { ...screen.model.own, errors: 'unread' } }),
        );
      },
    },
    print: () => window.print(),
  };

  window.addEventListener('hashchange', () => {
    draw({ part: partOf(location.hash) });
    window.scrollTo(0, 0);
    loadBook();
  });
  draw();
  loadBook();
  await loadTable();
}

function wholeAnswers(answers: OpenAnswers): ChooserAnswers {
  const given = Object.entries(answers).filter(([, answer]) => answer !== undefined);
  return { ...ANYTHING, ...Object.fromEntries(given) };
}

/** Countries whose law applies to a service, and those that block one. */
function countriesIn(providers: readonly Provider[]): readonly string[] {
  const codes = providers.flatMap(({ facts, blockedIn }) => [
    ...(facts.country ? [facts.country.value] : []),
    ...blockedIn.map(({ country }) => country),
  ]);
  return [...new Set(codes)];
}
