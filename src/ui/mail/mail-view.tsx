import type { JSX } from 'preact';
import type { Provider, SourceBook } from '#core/mail/provider.ts';
import type { JudgeContext } from '#core/mail/rule.ts';
import { PageFrame } from '../parts/page-frame.tsx';
import { useTexts } from '../texts.tsx';
import { AccountPart } from './account-part.tsx';
import { type ChooseActions, type ChooseModel, ChoosePart } from './choose-part.tsx';
import { ComparePart } from './compare-part.tsx';
import type { CompareRow, CompareState } from './compare-rows.ts';
import { FactsPart } from './facts-part.tsx';
import { GroupPart } from './group-part.tsx';
import { type OwnActions, type OwnModel, OwnPart } from './own-part.tsx';
import { type PeopleActions, type PeopleModel, PeoplePart } from './people-part.tsx';

/** In display order; also the fragments of the URL. */
const PARTS = ['choose', 'people', 'account', 'group', 'compare', 'own'] as const;
type NamedPart = (typeof PARTS)[number];

export type MailPart =
  | { readonly name: NamedPart }
  /** The facts of one service. */
  | { readonly name: 'facts'; readonly id: string };

/** The table of services, merged with the organization's list. */
export type MailTable =
  | 'loading'
  | 'failed'
  | { readonly providers: readonly Provider[]; readonly rows: readonly CompareRow[] };

export interface MailModel {
  readonly part: MailPart;
  readonly table: MailTable;
  readonly book: SourceBook | undefined;
  /** With the date on which the table is judged. */
  readonly context: JudgeContext;
  readonly choose: ChooseModel;
  readonly compare: CompareState;
  readonly people: PeopleModel;
  readonly own: OwnModel;
}

export interface MailActions {
  readonly choose: ChooseActions;
  readonly compare: (change: Partial<CompareState>) => void;
  readonly people: PeopleActions;
  readonly own: OwnActions;
  readonly print: () => void;
}

interface MailViewProps {
  readonly model: MailModel;
  readonly actions: MailActions;
}

/** @param hash - fragment of the URL; anything unknown selects the first part */
export function partOf(hash: string): MailPart {
  const [name, id] = hash.replace(/^#/, '').split('/', 2);
  if (name === 'facts' && id) return { name, id };
  return { name: PARTS.find((part) => part === name) ?? PARTS[0] };
}

/** The facts of a service belong to the comparison. */
function tabOf({ name }: MailPart): NamedPart {
  return name === 'facts' ? 'compare' : name;
}

export function MailView({ model, actions }: MailViewProps) {
  const { t } = useTexts();
  const current = tabOf(model.part);
  return (
    <PageFrame page={model.part.name === 'compare' ? 'table' : 'mail'}>
      <nav class="parts" aria-label={t('mail.parts.label')}>
        {PARTS.map((part) => (
          <a key={part} href={`#${part}`} aria-current={part === current ? 'page' : undefined}>
            {t(`mail.parts.${part}`)}
          </a>
        ))}
      </nav>
      <article data-part={model.part.name}>{partView(model, actions)}</article>
    </PageFrame>
  );
}

function partView(model: MailModel, actions: MailActions): JSX.Element {
  switch (model.part.name) {
    case 'group':
      return <GroupPart onPrint={actions.print} />;
    case 'account':
      return <AccountPart providers={typeof model.table === 'string' ? [] : model.table.providers} />;
    default:
      return typeof model.table === 'string' ? (
        <NoTable part={tabOf(model.part)} isLoading={model.table === 'loading'} />
      ) : (
        tableView(model, model.table, actions)
      );
  }
}

function tableView(
  model: MailModel,
  { providers, rows }: Exclude<MailTable, string>,
  actions: MailActions,
): JSX.Element {
  const { part } = model;
  switch (part.name) {
    case 'facts':
      return (
        <FactsPart
          provider={providers.find(({ id }) => id === part.id)}
          book={model.book}
          context={model.context}
        />
      );
    case 'people':
      return <PeoplePart model={model.people} actions={actions.people} />;
    case 'own':
      return <OwnPart model={model.own} table={providers} actions={actions.own} />;
    case 'compare':
      return (
        <ComparePart rows={rows} state={model.compare} onChange={actions.compare} onPrint={actions.print} />
      );
    default:
      return <ChoosePart model={model.choose} actions={actions.choose} />;
  }
}

function NoTable({ part, isLoading }: { part: NamedPart; isLoading: boolean }) {
  const { t } = useTexts();
  return (
    <>
      <h1>{t(`mail.parts.${part}`)}</h1>
      <p role="status">{t(isLoading ? 'mail.loading' : 'mail.unread')}</p>
    </>
  );
}
