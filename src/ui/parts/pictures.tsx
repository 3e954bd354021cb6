import type { BrowserKind } from '#core/session/browser-kind.ts';

/** The toolbar with the list of add-ons open below it, and the mark by which ours is pinned. */
export function PinPicture({ browser }: { browser: BrowserKind }) {
  return (
    <svg class="picture" viewBox="0 0 240 120" aria-hidden="true" focusable="false">
      <rect class="pic-frame" x="1" y="1" width="238" height="118" rx="6" />
      <path class="pic-line" d="M16 20h100" />
      {/* A piece of a puzzle, as both browsers draw it. */}
      <path class="pic-mark" d="M196 12h5a4 4 0 1 1 6 0h5v6a4 4 0 1 1 0 6v6h-16v-6a4 4 0 1 0 0-6Z" />
      <rect class="pic-box" x="112" y="38" width="112" height="72" rx="5" />
      <path class="pic-line" d="M142 56h34M142 92h34" />
      <rect class="pic-box" x="122" y="49" width="13" height="13" rx="3" />
      <TableMark x={122} y={85} />
      <circle class="pic-mark" cx="206" cy="92" r="11" />
      {browser === 'chromium' ? (
        <path class="pic-mark-line" d="M202 86h8M203.500 86v5l-2.500 3h10l-2.500-3v-5M206 94v5" />
      ) : (
        <path
          class="pic-mark-line"
          d="M206 88.500a3.500 3.500 0 1 1 0 7 3.500 3.500 0 0 1 0-7ZM206 85v1.500M206 97.500v1.500M199 92h1.500M211.500 92h1.500"
        />
      )}
    </svg>
  );
}

/** Switches of the browser before, and as they stand after Start. */
export function ChangePicture() {
  return (
    <svg class="picture" viewBox="0 0 240 120" aria-hidden="true" focusable="false">
      <rect class="pic-frame" x="1" y="1" width="98" height="118" rx="6" />
      <rect class="pic-frame" x="141" y="1" width="98" height="118" rx="6" />
      <path class="pic-arrow" d="M110 60h18M121 52l8 8-8 8" />
      {[26, 60, 94].map((y) => (
        <g key={y}>
          <path class="pic-line" d={`M14 ${y}h38M154 ${y}h38`} />
          <rect class="pic-box" x="64" y={y - 7} width="24" height="14" rx="7" />
          <circle class="pic-knob" cx="71" cy={y} r="4.500" />
          <rect class="pic-mark" x="204" y={y - 7} width="24" height="14" rx="7" />
          <circle class="pic-dot" cx="221" cy={y} r="4.500" />
        </g>
      ))}
    </svg>
  );
}

/** The popup with its large button, half-way through a hold. */
export function CleanUpPicture() {
  return (
    <svg class="picture" viewBox="0 0 240 120" aria-hidden="true" focusable="false">
      <rect class="pic-frame" x="50" y="1" width="140" height="118" rx="6" />
      <path class="pic-line" d="M64 18h44M64 36h90" />
      {[64, 104, 144].map((x) => (
        <rect key={x} class="pic-box" x={x} y="48" width="32" height="20" rx="4" />
      ))}
      <rect class="pic-mark" x="62" y="80" width="116" height="24" rx="5" />
      <path class="pic-mark-line" d="M76 92h44" />
    </svg>
  );
}

function TableMark({ x, y }: { x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path class="pic-table" d="M1 3.500h13M3 4v9.500M12 4v9.500" />
    </g>
  );
}
