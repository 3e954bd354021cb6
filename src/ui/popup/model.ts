import type { BlockingState, CutShort } from '#contracts/messages.ts';
import type { Verdict } from '#core/page/verdict.ts';
import type { BrowserKind } from '#core/session/browser-kind.ts';
import type { SettingOutcome } from '#core/session/hardening.ts';
import type { Place } from '#core/session/place.ts';
import type { TimeLimit } from '#core/session/session-timer.ts';
import type { LetterNote, ServiceLook } from './service-card.tsx';

/** State of the page. Only `seen` with `isScanned` may be shown as "nothing found". */
export type PageStatusModel =
  | { readonly kind: 'pending' }
  | {
      readonly kind: 'seen';
      readonly verdict: Verdict;
      readonly isScanned: boolean;
      /** An HTTPS page without TLS info. */
      readonly isTlsUnknown: boolean;
    }
  | { readonly kind: 'not-seen' }
  | { readonly kind: 'not-web' }
  | { readonly kind: 'not-allowed' };

export interface PopupModel {
  readonly browser: BrowserKind;
  readonly place: Place;
  readonly pageStatus: PageStatusModel;
  readonly windowKind: 'normal' | 'private';
  readonly isAllowedInPrivate: boolean;
  readonly hasPrivateFailed: boolean;
  readonly blocking: BlockingState | undefined;
  readonly cutShort: CutShort | undefined;
  readonly settings: readonly SettingOutcome[];
  readonly minutesLeft: number | undefined;
  /** Set if the page belongs to a known mail service. */
  readonly service: ServiceLook | undefined;
  readonly letter: LetterNote | undefined;
  readonly hasFailed: boolean;
}

export interface PopupActions {
  readonly hide: () => void;
  readonly reload: () => void;
  /** Pauses or resumes blocking on this site. */
  readonly letThrough: (isPaused: boolean) => void;
  readonly upgrade: () => void;
  readonly openPrivate: () => void;
  readonly openLeave: () => void;
  readonly pickLimit: (minutes: TimeLimit) => void;
  readonly readLetter: () => void;
  readonly tidyNow: () => void;
}
