import type { BrowserKind } from '#core/session/browser-kind.ts';

export type AllowStep = 1 | 2 | 3;

/** Sketch of the browser's UI: the address bar, the extension's entry, the switch to turn on. */
export function AllowPicture({ browser, step }: { browser: BrowserKind; step: AllowStep }) {
  return (
    <svg class="allow-picture" viewBox="0 0 96 56" aria-hidden="true" focusable="false">
      <rect class="pic-frame" x="1" y="1" width="94" height="54" rx="5" />
      {step === 1 ? <AddressBar /> : browser === 'chromium' ? chromiumPart(step) : firefoxPart(step)}
    </svg>
  );
}

function AddressBar() {
  return (
    <>
      <rect class="pic-mark" x="8" y="7" width="80" height="13" rx="6.500" />
      <path class="pic-line" d="M15 13.500h34M8 30h60M8 38h44M8 46h52" />
      <path class="pic-mark-line" d="M54 10.500v6" />
    </>
  );
}

/** Cards with a button below; then a row with a switch. */
function chromiumPart(step: 2 | 3) {
  if (step === 2) {
    return (
      <>
        <rect class="pic-box" x="7" y="9" width="38" height="38" rx="4" />
        <rect class="pic-box" x="51" y="9" width="38" height="38" rx="4" />
        <path class="pic-line" d="M13 17h8M13 24h26M57 17h8M57 24h26" />
        <rect class="pic-mark" x="12" y="34" width="20" height="9" rx="4.500" />
      </>
    );
  }
  return (
    <>
      <path class="pic-line" d="M9 14h44M9 28h34M9 42h44" />
      <rect class="pic-box" x="68" y="9.500" width="18" height="9" rx="4.500" />
      <Switch y={23.5} />
      <rect class="pic-box" x="68" y="37.500" width="18" height="9" rx="4.500" />
    </>
  );
}

/** A wide row in a list; then two radio buttons, the first of them selected. */
function firefoxPart(step: 2 | 3) {
  if (step === 2) {
    return (
      <>
        <path class="pic-line" d="M8 14h12M8 24h12M8 34h12" />
        <rect class="pic-box" x="28" y="8" width="60" height="11" rx="3" />
        <rect class="pic-mark" x="28" y="23" width="60" height="11" rx="3" />
        <path class="pic-line" d="M34 13.500h28" />
        <path class="pic-mark-line" d="M34 28.500h36" />
        <rect class="pic-box" x="28" y="38" width="60" height="11" rx="3" />
      </>
    );
  }
  return (
    <>
      <path class="pic-line" d="M9 14h60M9 22h44" />
      <circle class="pic-mark" cx="15" cy="40" r="5.500" />
      <circle class="pic-dot" cx="15" cy="40" r="2.200" />
      <path class="pic-line" d="M25 40h16M66 40h18" />
      <circle class="pic-box" cx="56" cy="40" r="5.500" />
    </>
  );
}

function Switch({ y }: { y: number }) {
  return (
    <>
      <rect class="pic-mark" x="68" y={y} width="18" height="9" rx="4.500" />
      <circle class="pic-dot" cx="81" cy={y + 4.5} r="3" />
    </>
  );
}
