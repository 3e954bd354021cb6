import type { InputOf, OutputOf, SenderFacts } from '#contracts/messages.ts';
import type { RawPageScan } from '#contracts/page-data.ts';
import { toPageScan } from '#core/page/page-scan.ts';
import type { VisitObserver } from './observe-visits.ts';
import type { SecretGuard } from './secret-guard.ts';
import type { SentUnencryptedObserver } from './sent-unencrypted.ts';

/** Reports and questions of the content script. */
export interface PageReports {
  scanned(scan: RawPageScan, sender: SenderFacts): Promise<OutputOf<'page/scanned'>>;
  used(sender: SenderFacts): Promise<void>;
  entered(entry: InputOf<'secret/entered'>, sender: SenderFacts): Promise<OutputOf<'secret/entered'>>;
  typed(sender: SenderFacts): Promise<void>;
}

export interface PageReportsParts {
  readonly visits: Pick<VisitObserver, 'scanned' | 'touch'>;
  readonly secretGuard: Pick<SecretGuard, 'guardState' | 'entered' | 'typed'>;
  readonly sentUnencrypted: SentUnencryptedObserver;
}

export function createPageReports(parts: PageReportsParts): PageReports {
  const { visits, secretGuard, sentUnencrypted } = parts;
  return {
    scanned: async (scan, { tabId, tabUrl, frameUrl, isTop, isPrivate }) => {
      if (tabId === undefined) return {};
      // Firefox reports the tab's next URL while the current page is still there.
      const pageUrl = isTop ? frameUrl : tabUrl;
      await Promise.all([
        visits.scanned(tabId, pageUrl, toPageScan(scan)),
        sentUnencrypted.opened({ url: frameUrl, isPrivate }),
      ]);
      return { guardState: await secretGuard.guardState({ id: tabId, url: tabUrl, frameUrl }) };
    },
    used: async ({ tabId, tabUrl }) => {
      if (tabId !== undefined) await visits.touch(tabId, new URL(tabUrl).host);
    },
    entered: async ({ target, asks, cause }, { tabId, tabUrl, frameUrl }) => {
      if (tabId === undefined) return { isHeldBack: false };
      const tab = { id: tabId, url: tabUrl, frameUrl };
      return { isHeldBack: await secretGuard.entered(tab, target, asks, cause) };
    },
    typed: async ({ tabUrl, frameUrl, isPrivate }) => {
      await Promise.all([
        secretGuard.typed(tabUrl, isPrivate),
        sentUnencrypted.sent(frameUrl, ['password'], { url: frameUrl, isPrivate }),
      ]);
    },
  };
}
