import type { Source } from '#core/mail/provider.ts';
import { useTexts } from '../texts.tsx';

interface SourceNoteProps {
  /** `undefined`: no document, or the book of sources is not there. */
  readonly source: Source | undefined;
  readonly date: string | undefined;
  /** Where in the source, if that is known more exactly. */
  readonly address?: string | undefined;
  /** What the source says, in English. */
  readonly note?: string | undefined;
  readonly isOld?: boolean;
}

/** Where a fact was read, folded: some sources mark whoever has them on the screen. */
export function SourceNote({ source, date, address, note, isOld = false }: SourceNoteProps) {
  const { t } = useTexts();
  if (!source) {
    return (
      <>
        {note && <Note text={note} />}
        <p class="source">{t('mail.general')}</p>
      </>
    );
  }
  return (
    <details class="source">
      <summary>
        {t('mail.source', { date: date ?? source.date })}
        {isOld && <span class="aged">{t('mail.old')}</span>}
      </summary>
      {note && <Note text={note} />}
      <p lang="en" dir="ltr">
        {source.title}
      </p>
      {/* Text, not a link: opening it here would leave a trace. */}
      <bdi dir="ltr">{address ?? source.address}</bdi>
    </details>
  );
}

function Note({ text }: { text: string }) {
  return (
    <p class="note" lang="en" dir="auto">
      {text}
    </p>
  );
}
