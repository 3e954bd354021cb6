import type { OutputOf } from '#contracts/messages.ts';
import type { RawPageScan } from '#contracts/page-data.ts';
import { isGuarded } from './fields.ts';
import { scan } from './page-scan.ts';
import { tell } from './talk.ts';

const MAX_REPORTS = 20;
/** A constantly changing page is scanned at most this often, and for at most 1/50 of its time. */
const REST_MS = 300;
const REST_FACTOR = 50;

/** Reports a document's forms to the background, if they matter. */
export interface Report {
  /** The document is parsed. */
  begin(): void;
  /** Somebody is about to type, so the page's own findings matter now. */
  entered(field: Element): void;
  end(): void;
}

/** @param stand - receives the background's state for the whole page */
export function createReport(stand: (guardState: OutputOf<'page/scanned'>['guardState']) => void): Report {
  let reports = 0;
  const told = new Set<string>();
  const entered = new WeakSet<Element>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let fieldsBefore = 0;
  let restMs = REST_MS;
  let isOver = false;
  // Disconnects after one change, which is enough to scan again; recording all changes of a busy page is expensive.
  const observer = new MutationObserver(() => {
    observer.disconnect();
    timer = setTimeout(lookAgain, restMs);
  });

  function observe(): void {
    observer.observe(document, { childList: true, subtree: true });
  }

  async function report(seen: RawPageScan): Promise<void> {
    reports += 1;
    for (const secret of secretsOf(seen)) told.add(secret);
    const reply = await tell('page/scanned', seen);
    if (reply) stand(reply.guardState);
  }

  /** Password dialogs may appear long after the page. */
  function lookAgain(): void {
    observe();
    const fields = document.getElementsByTagName('input').length;
    if (fields === fieldsBefore) return;
    fieldsBefore = fields;
    const beganMs = performance.now();
    const seen = scan();
    restMs = Math.max(REST_MS, (performance.now() - beganMs) * REST_FACTOR);
    if (reports < MAX_REPORTS && secretsOf(seen).some((secret) => !told.has(secret))) void report(seen);
    if (reports >= MAX_REPORTS) observer.disconnect();
  }

  return {
    begin: () => {
      // `begin` runs when the browser is idle, and the session may have ended before.
      if (isOver) return;
      const seen = scan();
      if (isWorthTelling(seen)) void report(seen);
      if (isSecureContext) return;
      fieldsBefore = document.getElementsByTagName('input').length;
      observe();
    },
    entered: (field) => {
      if (entered.has(field) || reports >= MAX_REPORTS) return;
      entered.add(field);
      const seen = scan(true);
      if (reports === 0 || secretsOf(seen).some((secret) => !told.has(secret))) void report(seen);
    },
    end: () => {
      isOver = true;
      observer.disconnect();
      clearTimeout(timer);
    },
  };
}

function secretsOf({ forms }: RawPageScan): readonly string[] {
  return forms.flatMap(({ target, asks }) => asks.filter(isGuarded).map((asked) => `${asked} ${target}`));
}

/**
 * A message costs twice as much as a navigation event, and most pages have nothing to report: an HTTPS page without
 * secrets and mixed content is scanned on demand.
 */
function isWorthTelling({ forms, mixedActive, mixedPassive, parts }: RawPageScan): boolean {
  const isTop = window === window.top;
  const isProtectedPage = isTop && location.protocol === 'https:';
  const telling = isProtectedPage
    ? forms.filter(({ target, asks }) => target.startsWith('http:') || asks.some(isGuarded))
    : forms;
  return (isTop && !isProtectedPage) || telling.length + mixedActive + mixedPassive + parts.length > 0;
}
