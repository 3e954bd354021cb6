import { render } from 'preact';
import { type ChooserAnswers, chooseProviders } from '#core/email/chooser.ts';
import type { Provider, SourceBook } from '#core/email/provider.ts';
import { textsOfSitting } from '../page-texts.ts';
import type { Send } from '../send.ts';
import { applyTexts, TextsProvider } from '../texts.tsx';
import type { SignInPlace } from './account-part.tsx';
import type { OpenAnswers } from './choose-part.tsx';
import { compareRows, FIRST_COMPARE } from './compare-rows.ts';
import { type MailActions, type MailModel, MailView, partOf } from './mail-view.tsx';

export interface MailPorts {
  readonly send: Send;
  readonly root: Element;
  readonly browserLanguages: readonly string[];
  /** `2026-11-24` */
  readonly today: string;
  readonly places: readonly SignInPlace[];
  readonly loadProviders: () => Promise<readonly Provider[]>;
  /** Larger than the table, and needed only where a source is shown. */
  readonly loadSourceBook: () => Promise<SourceBook>;
}

/** What is left open asks for nothing. */
const ANYTHING: ChooserAnswers = {
  worry: 'thieves',
  writesTo: 'anybody',
  canGivePhone: true,
  isBlockedHere: false,
  onlyInCafes: false,
};

/** Nothing that is answered, chosen or typed here is kept: it goes with the page. */
export async function runMail(ports: MailPorts): Promise<void> {
  const { send, root, today } = ports;
  const loading = ports.loadProviders();
  const texts = await textsOfSitting(send, ports.browserLanguages, 'mail');
  let model: MailModel = {
    part: partOf(location.hash),
    table: 'loading',
    book: undefined,
    context: { today },
    choose: { answers: {}, countries: [], result: undefined },
    compare: FIRST_COMPARE,
    places: ports.places,
  };

  function draw(change: Partial<MailModel> = {}): void {
    model = { ...model, ...change };
    applyTexts(document, texts, texts.t('mail.title'));
    render(
      <TextsProvider texts={texts}>
        <MailView model={model} actions={actions} />
      </TextsProvider>,
      root,
    );
  }

  async function loadTable(): Promise<void> {
    try {
      const providers = await loading;
      draw({
        table: { providers, rows: compareRows(providers, today) },
        choose: { ...model.choose, countries: countriesIn(providers) },
      });
    } catch {
      draw({ table: 'failed' });
    }
  }

  /** Facts stand without their sources until these are there, and where they cannot be read. */
  function loadBook(): void {
    if (model.part.name !== 'facts' || model.book) return;
    ports.loadSourceBook().then(
      (book) => draw({ book }),
      () => undefined,
    );
  }

  const actions: MailActions = {
    choose: {
      answer: (answers) =>
        draw({ choose: { ...model.choose, answers: { ...model.choose.answers, ...answers } } }),
      show: () => {
        if (typeof model.table === 'string') return;
        const result = chooseProviders(model.table.providers, wholeAnswers(model.choose.answers), today);
        draw({ choose: { ...model.choose, result } });
      },
      again: () => draw({ choose: { ...model.choose, result: undefined } }),
    },
    compare: (change) => draw({ compare: { ...model.compare, ...change } }),
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

/** Countries whose law holds for a service, and those that block one. */
function countriesIn(providers: readonly Provider[]): readonly string[] {
  const codes = providers.flatMap(({ facts, blockedIn }) => [
    ...(facts.country ? [facts.country.value] : []),
    ...blockedIn.map(({ country }) => country),
  ]);
  return [...new Set(codes)];
}
