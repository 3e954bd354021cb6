import type { JSX } from 'preact';
import { PageFrame } from '../parts/page-frame.tsx';
import { useTexts } from '../texts.tsx';
import { AccountPart, type SignInPlace } from './account-part.tsx';
import { GroupPart } from './group-part.tsx';

/** In the order in which they stand above the page; also what follows `#` in the address. */
const PARTS = ['group', 'account'] as const;
export type MailPart = (typeof PARTS)[number];

export interface MailModel {
  readonly part: MailPart;
  readonly places: readonly SignInPlace[];
}

export interface MailActions {
  readonly print: () => void;
}

interface MailViewProps {
  readonly model: MailModel;
  readonly actions: MailActions;
}

/** @param hash - as the address has it; anything unknown is the first part */
export function partOf(hash: string): MailPart {
  return PARTS.find((part) => hash === `#${part}`) ?? PARTS[0];
}

export function MailView({ model, actions }: MailViewProps) {
  const { t } = useTexts();
  return (
    <PageFrame page="mail">
      <nav class="parts" aria-label={t('mail.parts.label')}>
        {PARTS.map((part) => (
          <a key={part} href={`#${part}`} aria-current={part === model.part ? 'page' : undefined}>
            {t(`mail.parts.${part}`)}
          </a>
        ))}
      </nav>
      <article data-part={model.part}>{partView(model, actions)}</article>
    </PageFrame>
  );
}

function partView({ part, places }: MailModel, actions: MailActions): JSX.Element {
  switch (part) {
    case 'group':
      return <GroupPart onPrint={actions.print} />;
    case 'account':
      return <AccountPart places={places} />;
  }
}
