import type { Level } from '#core/page/verdict.ts';
import type { Life } from '#core/session/life.ts';
import { useTexts } from '../texts.tsx';

/** Drawn by us in a field of 24 by 24, with one stroke of 2; the word beside each says the same. */
const DRAWINGS = {
  /** One that is joined to others. */
  trackers:
    'M12 12 5 6M12 12l7-6M12 12v7M5 8a2 2 0 1 1 0-4 2 2 0 0 1 0 4ZM19 8a2 2 0 1 1 0-4 2 2 0 0 1 0 4ZM12 21a2 2 0 1 1 0-4 2 2 0 0 1 0 4Z',
  window: 'M4 5h16v14H4ZM4 9.500h16M7 7.250h.01',
  'private-window': 'M4 5h16v14H4ZM4 9.500h16M8 16l8-4M8 12l8 4',
  clock: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18ZM12 7v5.500l3.500 2',
  computer: 'M5 5h14v10H5ZM2.500 19h19',
  menu: 'M4 6h16M4 12h16M4 18h16',
  close: 'M6 6l12 12M18 6 6 18',
  help: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18ZM9.300 9.500c0-3.300 5.400-3.300 5.400 0 0 2-2.700 2.200-2.700 4.200M12 17h.01',
  mail: 'M3.500 6h17v12h-17ZM4 6.500l8 6.500 8-6.500',
  settings:
    'M4 7h9M19 7h1M4 17h1M11 17h9M16 9.500a2.500 2.500 0 1 1 0-5 2.500 2.500 0 0 1 0 5ZM8 19.500a2.500 2.500 0 1 1 0-5 2.500 2.500 0 0 1 0 5Z',
  limits: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18ZM7.500 12h9',
  language: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18ZM3.500 12h17M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18',
  keyboard: 'M3 6.500h18v11H3ZM7 10.500h.01M11 10.500h.01M15 10.500h2M7 14h10',
  pin: 'M9 4h6M10 4v6l-3 4h10l-3-4V4M12 14v6',
  print: 'M7 9V4h10v5M7 16H4V9h16v7h-3M7 13.500h10V20H7Z',
  file: 'M6 3.500h8l4 4v13H6ZM14 3.500v4h4',
  'sign-out': 'M11 4H5v16h6M10 12h10M16.500 8.500 20 12l-3.500 3.500',
  fold: 'M7 10l5 5 5-5',
  tick: 'M5 12.500 10 17.500 19 7',
} as const;

export type IconName = keyof typeof DRAWINGS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={DRAWINGS[name]} />
    </svg>
  );
}

/** Shape and colour of a level; the word stands beside it, so that neither is needed alone. */
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
      // A bar, not a hand: a raised palm insults in some places.
      return (
        <>
          <path class="mark-fill" d="M15 3h18l12 12v18L33 45H15L3 33V15Z" />
          <path class="mark-bar" d="M13 24h22" />
        </>
      );
  }
}

/** The word of a level, for those who see neither shape nor colour. */
export function LevelWord({ level }: { level: Level }) {
  const { t } = useTexts();
  if (level === 'L0') return null;
  return <span class={`level-word level-word-${level}`}>{t(`level.${level}`)}</span>;
}

/** As in the toolbar (src/data/icons): how far things are, where there is nothing to warn of. */
const LIFE_DRAWINGS: { readonly [L in Life]: string } = {
  'not-started': 'M3 9h42v12H3ZM6 12v6h36v-6ZM9 21h3v21H9ZM36 21h3v21h-3Z',
  started: 'M3 9h42v12H3ZM6 21h6v21H6ZM36 21h6v21h-6ZM12 27h24v6H12Z',
  own: 'M24 1 47.500 23l-3.400 3.600L24 8 3.900 26.600.500 23ZM9 24h30v21h-6V33H15v12H9Z',
};

export function LifeIcon({ life }: { life: Life }) {
  return (
    <svg class="mark mark-life mark-small" viewBox="0 0 48 48" aria-hidden="true" focusable="false">
      <path fill-rule="evenodd" d={LIFE_DRAWINGS[life]} />
    </svg>
  );
}

/** A plain desk. */
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
      <path d={DRAWINGS.tick} />
    </svg>
  );
}
