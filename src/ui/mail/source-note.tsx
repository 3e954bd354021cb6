import type { Source } from '#core/mail/provider.ts';
import { useTexts } from '../texts.tsx';

interface SourceNoteProps {
  /** `undefined`: no document, or the sources are not loaded. */
  readonly source: Source | undefined;
  readonly date: string | undefined;
  /** More precise URL within the source, if known. */
  readonly address?: string | undefined;
  /** Summary of the source, in English. */
  readonly note?: string | undefined;
  readonly isOld?: boolean;
}

/** Source of a fact, collapsed: the names of some sources can incriminate the person. */
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
