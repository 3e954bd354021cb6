import type { Level } from '#core/page/verdict.ts';
import { useTexts } from '../texts.tsx';

/** Shape and colour of a level; always shown with its word. */
export function LevelIcon({ level, size }: { level: Level; size: 'small' | 'large' }) {
  return (
    <svg class={`mark mark-${level} mark-${size}`} viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      {shapeOf(level)}
    </svg>
  );
}

function shapeOf(level: Level) {
  switch (level) {
    case 'L0':
      return <path class="mark-line" d="M12 24h24" />;
    case 'L1':
      return <circle class="mark-line" cx="24" cy="24" r="11" />;
    case 'L2':
      return (
        <>
          <path class="mark-fill" d="M24 7 43 41H5Z" />
          <path class="mark-sign" d="M24 19v11" />
          <circle class="mark-dot" cx="24" cy="35.500" r="2.200" />
        </>
      );
    case 'L3':
      return (
        <>
          <path class="mark-fill" d="M15 3h18l12 12v18L33 45H15L3 33V15Z" />
          <Hand />
        </>
      );
  }
}

/** An open hand, palm forward. */
function Hand() {
  return (
    <path
      class="mark-hand"
      d="M17.500 25.500V14.200a1.900 1.900 0 0 1 3.800 0V22h.6V11.600a1.900 1.900 0 0 1 3.800 0V22h.6v-8.600a1.900 1.900 0 0 1 3.800 0V23h.6v-6a1.900 1.900 0 0 1 3.800 0v11.500c0 5.500-4 9-8.900 9-4.400 0-6.700-2-8.800-5.600l-3.500-6.100a1.950 1.950 0 0 1 3.300-2Z"
    />
  );
}

/** Text of a level, for people who perceive neither shape nor colour. */
export function LevelWord({ level }: { level: Level }) {
  const { t } = useTexts();
  if (level === 'L0') return null;
  return <span class={`level-word level-word-${level}`}>{t(`level.${level}`)}</span>;
}

export function TableIcon() {
  return (
    <svg class="table-icon" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <rect class="table-top" x="4" y="14" width="40" height="7" rx="2.500" />
      <path class="table-legs" d="M10 21v18M38 21v18M10 29h28" />
    </svg>
  );
}

export function Tick() {
  return (
    <svg class="tick" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M5 12.500 10 17.500 19 7" />
    </svg>
  );
}
