import type { BlockingState, CutShort } from '#contracts/messages.ts';
import type { MailAccount } from '#core/mail/mail-account.ts';
import type { Verdict } from '#core/page/verdict.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import type { Life } from '#core/session/life.ts';
import type { TimeLimit } from '#core/session/session-timer.ts';
import type { LetterNote, ServiceLook } from './service-card.tsx';

/** What is known of the page in the tab. Only `seen` with `isScanned` may ever read as "nothing to say". */
export type PageStatusModel =
  | { readonly kind: 'pending' }
  | {
      readonly kind: 'seen';
      readonly verdict: Verdict;
      readonly isScanned: boolean;
      /** The page is protected, and the browser gave no TLS info. */
      readonly isTlsUnknown: boolean;
    }
  | { readonly kind: 'not-seen' }
  | { readonly kind: 'not-web' }
  | { readonly kind: 'not-allowed' };

/** What a small fact or the menu opens; one at a time. */
export type Opened = 'trackers' | 'window' | 'time' | 'computer' | 'menu';

export interface PopupModel {
  readonly browser: BrowserKind;
  readonly life: Life;
  readonly pageStatus: PageStatusModel;
  readonly windowKind: 'normal' | 'private';
  readonly isAllowedInPrivate: boolean;
  readonly hasPrivateFailed: boolean;
  /** `undefined`: nobody pressed Start. */
  readonly blocking: BlockingState | undefined;
  readonly cutShort: CutShort | undefined;
  readonly minutesLeft: number | undefined;
  /** Sites that quick cleaning up leaves signed in; 0 where none is known. */
  readonly signedIn: number;
  /** The page is one of a mail service that is known. */
  readonly service: ServiceLook | undefined;
  /** Whose account this page may ask for, where that is not the person's own; `undefined`: not looked for yet. */
  readonly mailAccount: MailAccount | 'none' | undefined;
  readonly letter: LetterNote | undefined;
  readonly hasFailed: boolean;
  /** Only sample models open something by themselves. */
  readonly opened?: Opened;
}

export interface PopupActions {
  readonly hide: () => void;
  readonly reload: () => void;
  /** Trackers are let through on this site until the clean-up, or blocked again. */
  readonly letThrough: (isPaused: boolean) => void;
  readonly upgrade: () => void;
  readonly leavePage: () => void;
  readonly goToReal: () => void;
  readonly openStart: () => void;
  readonly openPrivate: () => void;
  readonly openLeave: () => void;
  readonly pickLimit: (minutes: TimeLimit) => void;
  readonly readLetter: () => void;
  readonly tidyNow: () => void;
}
