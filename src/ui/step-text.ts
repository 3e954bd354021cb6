import type { BrowserKind } from '#core/session/browser-kind.ts';
import type { StepId } from '#core/tidy/plan.ts';
import type { StepOutcome } from '#core/tidy/receipt.ts';
import type { MenuLabels } from './leave/menus.ts';
import type { Translate } from './texts.tsx';

/** What came of a step, in one sentence. */
export function statusText({ id, status, left, isChosen, isLate }: StepOutcome, t: Translate): string {
  switch (status) {
    case 'done':
      return t(id === 'settings' ? 'receipt.status.restored' : 'receipt.status.done');
    case 'left':
      return left === undefined ? t('receipt.status.leftUnknown') : t('receipt.status.left', { count: left });
    case 'unverified':
      return t('receipt.status.unverified');
    case 'failed':
      return t(isLate ? 'receipt.status.late' : 'receipt.status.failed');
    case 'cannot':
      if (!isChosen) return t('receipt.status.cannot');
      return t(id === 'session-log' ? 'receipt.status.chosenLog' : 'receipt.status.chosen');
  }
}

/** Where to click for what the browser lets no add-on do, with what its menus say. */
export function byHandText(browser: BrowserKind, id: StepId, t: Translate, labels: MenuLabels): string {
  if (id === 'files') return t('receipt.byHand.files');
  if (browser === 'chromium') {
    switch (id) {
      case 'passwords':
      case 'site-names':
      case 'site-permissions':
      case 'tab-groups':
      case 'bookmarks':
      case 'dictionary':
        return t(`receipt.byHand.chromium.${id}`, labels.chromium);
    }
    return t('receipt.byHand.chromium.other');
  }
  switch (id) {
    case 'passwords':
      return t('receipt.byHand.firefox.addresses', labels.firefox);
    case 'site-files':
    case 'http-sign-in':
    case 'site-permissions':
    case 'local-files':
    case 'tab-groups':
    case 'bookmarks':
    case 'addresses':
    case 'dictionary':
      return t(`receipt.byHand.firefox.${id}`, labels.firefox);
  }
  return t('receipt.byHand.firefox.other');
}
