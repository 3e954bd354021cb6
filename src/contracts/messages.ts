import type { OrganisationList } from '#core/mail/organisation.ts';
import { type Asked, GUARD_CAUSES, GUARDED, type GuardCause, type Guarded } from '#core/page/field-kind.ts';
import { INTERSTITIAL_ANSWERS, type Interstitial } from '#core/page/interstitial.ts';
import type { LookAlike } from '#core/page/look-alike.ts';
import type { ClearKind } from '#core/page/sent-unencrypted.ts';
import type { Visit } from '#core/page/visit.ts';
import { BEGINS, type Begin, type MarkCause } from '#core/session/begin.ts';
import type { Place } from '#core/session/place.ts';
import { PLACES } from '#core/session/place.ts';
import { LANGUAGES, type Language, type Session } from '#core/session/session.ts';
import { IDLE_LIMITS, type IdleLimit, TIME_LIMITS, type TimeLimit } from '#core/session/session-timer.ts';
import type { SignOutSite } from '#core/session/sign-out.ts';
import type { Voice } from '#core/session/voice.ts';
import { type PlannedStep, SCOPES, type Scope, STEP_IDS, type StepId } from '#core/tidy/plan.ts';
import type { Receipt, StepOutcome } from '#core/tidy/receipt.ts';
import type { TidyRequest } from '#core/tidy/request.ts';
import type { SavedFile } from '#core/tidy/saved-file.ts';
import { lazy } from '#lib/lazy.ts';
import { organisationList } from './organisation-list.ts';
import { address, asked, type RawPageScan, rawPageScan } from './page-data.ts';
import { z } from './zod.ts';

export type { Asked, GuardCause, Guarded };

/** Allowed senders of a message. Decided by what the browser reports, never by the message. */
export type Sender = 'own-page' | 'page-script';

/** Sender of a message as the browser, not the message, reports it. */
export interface SenderFacts {
  readonly tabId: number | undefined;
  /** URL of the tab, and of the frame that sent the message. */
  readonly tabUrl: string;
  readonly frameUrl: string;
  /** The sender is the top-level document. */
  readonly isTop: boolean;
  readonly isPrivate: boolean;
}

/** What the popup shows first. */
export interface PopupState {
  /** `undefined`: no session. */
  readonly session: Session | undefined;
  readonly voice: Voice;
  /** Sites of the session that the person has not signed out of. */
  readonly signedIn: number;
  /** `undefined`: the scan takes longer; `visit/inspect` responds when it is complete. */
  readonly page: PageState | undefined;
  readonly blocking: BlockingState | undefined;
  readonly windowKind: 'normal' | 'private';
  /** The person or the computer's owner allowed the extension in private windows. */
  readonly isAllowedInPrivate: boolean;
  /** Without host permissions no page can be scanned. */
  readonly isAllowedOnPages: boolean;
  readonly cutShort: CutShort | undefined;
  /** Whole minutes left of the paid time; `undefined`: no limit. */
  readonly minutesLeft: number | undefined;
}

/** State of tracker blocking. */
export interface BlockingState {
  readonly isOn: boolean;
  /** Blocking is paused on the site in this tab. */
  readonly isPaused: boolean;
  /** Blocked requests on all pages since the start of the session. */
  readonly blocked: number;
}

/** What ended with the browser, together with the start of its session. `visit`: a session without a tidy. */
export type CutShort = 'tidy' | 'visit';

/** Timers as shown on the extension's pages. */
export interface TimerState {
  readonly idleMinutes: IdleLimit;
  readonly minutesLeft: number | undefined;
}

/** A tidy starts by itself when this has run out. */
export interface Countdown {
  readonly cause: 'idle' | 'limit';
  readonly leftMs: number;
}

export type PageState =
  | {
      readonly kind: 'visit';
      readonly visit: Visit;
      /** Look-alike of the host, from the background, so that the popup need not load the names. */
      readonly imitation: LookAlike | undefined;
    }
  /** Opened before the session or the installation: not looked at, never "clear". */
  | { readonly kind: 'not-seen' }
  /** A page of the browser, a local file, or a page where extensions are not allowed. */
  | { readonly kind: 'not-web' };

/** A site that received something unencrypted. */
export interface SentUnencryptedEntry {
  readonly host: string;
  readonly kinds: readonly ClearKind[];
}

/** Opened before the session and shown since: the person may have used it. */
export interface UnsureTab {
  readonly id: number;
  readonly title: string;
}

/** One answer to "When did you begin?". */
export interface BeginChoice {
  readonly id: Begin;
  /** Milliseconds since the epoch; `undefined` for `everything`. */
  readonly sinceMs: number | undefined;
  /** What happened then; only for `mark`. */
  readonly cause?: MarkCause;
  /** What would go; `undefined` where the browser cannot count it. */
  readonly counts: {
    readonly pages: number | undefined;
    readonly cookies: number | undefined;
    readonly files: number | undefined;
  };
}

/** All that the leaving page shows. */
export interface LeaveState {
  /** When Start was pressed, in ms since the epoch; `undefined` where nobody did. */
  readonly startedAtMs: number | undefined;
  /** Where nobody pressed Start: what the person can choose from, latest first. Empty in a session. */
  readonly begins: readonly BeginChoice[];
  readonly language: Language;
  readonly place: Place | undefined;
  readonly browser: 'chromium' | 'firefox';
  readonly progress:
    | { readonly stage: 'no-session' }
    | { readonly stage: 'cut-short'; readonly what: CutShort }
    | { readonly stage: 'ready' }
    | {
        readonly stage: 'running';
        readonly steps: readonly StepId[];
        readonly outcomes: readonly StepOutcome[];
      }
    | { readonly stage: 'finished'; readonly receipt: Receipt };
  readonly countdown: Countdown | undefined;
  /** Only if the time is nearly over. */
  readonly minutesLeft: number | undefined;
  readonly signOut: readonly SignOutSite[];
  readonly files: readonly SavedFile[];
  readonly unsureTabs: readonly UnsureTab[];
  readonly sentUnencrypted: readonly SentUnencryptedEntry[];
}

/** A step of the preview. */
export interface PreviewStep extends PlannedStep {
  /** `undefined`: cannot be counted. */
  readonly count: number | undefined;
}

/** The organization's list and its origin. */
export interface OrganisationState {
  readonly list: OrganisationList | undefined;
  /** `sitting`: loaded by hand. `policy`: set by the computer's owner. */
  readonly from: 'sitting' | 'policy' | undefined;
  /** The policy's list is invalid and ignored. */
  readonly isPolicyBroken: boolean;
}

/**
 * - `opened`: the mail page shows them.
 * - `none`: no letter is being written, or it has no recipients yet.
 * - `elsewhere`: the tab shows another page by now.
 * - `not-allowed`: extensions are not allowed on the page.
 */
export type RecipientsRead = 'opened' | 'none' | 'elsewhere' | 'not-allowed';

/** Schemas are created on first use: creating all of them would delay the start of the background. */
function message<Input, Output>(from: Sender, input: () => z.ZodMiniType<Input>) {
  return { from, input: lazy(input), output: undefined as unknown as Output };
}

const nothing = () => z.object({}) as never;
const timeLimit = () => z.literal(TIME_LIMITS);
const idleLimit = () => z.literal(IDLE_LIMITS);
const tab = () => z.object({ tabId: z.int() });
const host = () => z.string().check(z.maxLength(253));

/** All messages between contexts: name → allowed sender, schema, reply. */
export const messages = {
  'popup/get': message<{ tabId?: number | undefined }, PopupState>('own-page', () =>
    z.object({ tabId: z.optional(z.int()) }),
  ),
  /** `isKept`: the person's own computer, where every start of the browser starts a session from now on. */
  'session/start': message<
    { place: Place; language: Language; limit?: TimeLimit | undefined; isKept?: boolean | undefined },
    Session
  >('own-page', () =>
    z.object({
      place: z.literal(PLACES),
      language: z.literal(LANGUAGES),
      limit: z.optional(timeLimit()),
      isKept: z.optional(z.boolean()),
    }),
  ),
  /** Whether this is kept as the person's own computer, and to change it. */
  'own-computer/get': message<Record<string, never>, { isKept: boolean }>('own-page', nothing),
  'own-computer/set': message<{ isKept: boolean }, { isKept: boolean }>('own-page', () =>
    z.object({ isKept: z.boolean() }),
  ),
  /** Language and silence of the extension's pages, with or without a session. */
  'voice/get': message<Record<string, never>, Voice>('own-page', nothing),
  'voice/change': message<{ language?: Language | undefined; isSilent?: boolean | undefined }, Voice>(
    'own-page',
    () => z.object({ language: z.optional(z.literal(LANGUAGES)), isSilent: z.optional(z.boolean()) }),
  ),
  'session/get': message<Record<string, never>, Session | undefined>('own-page', nothing),
  'session/change': message<
    { language?: Language | undefined; hideAddress?: string | undefined },
    Session | undefined
  >('own-page', () =>
    z.object({ language: z.optional(z.literal(LANGUAGES)), hideAddress: z.optional(address()) }),
  ),
  'timer/get': message<Record<string, never>, TimerState | undefined>('own-page', nothing),
  'timer/change': message<
    { limit?: TimeLimit | undefined; idle?: IdleLimit | undefined },
    TimerState | undefined
  >('own-page', () => z.object({ limit: z.optional(timeLimit()), idle: z.optional(idleLimit()) })),
  /** Cancels the countdown: somebody is there. */
  'timer/here': message<Record<string, never>, void>('own-page', nothing),
  /** Scans the page. Reply: the visit with the result. */
  'visit/inspect': message<{ tabId: number }, PageState>('own-page', tab),
  'page/upgrade': message<{ tabId: number }, void>('own-page', tab),
  'blocking/get': message<Record<string, never>, BlockingState | undefined>('own-page', nothing),
  'blocking/set': message<{ isOn: boolean }, BlockingState | undefined>('own-page', () =>
    z.object({ isOn: z.boolean() }),
  ),
  /** Pauses or resumes blocking on the site in this tab, and reloads its page. */
  'blocking/pause': message<{ tabId: number; isPaused: boolean }, void>('own-page', () =>
    z.object({ tabId: z.int(), isPaused: z.boolean() }),
  ),
  'page/reload': message<{ tabId: number }, void>('own-page', tab),
  'private/open': message<Record<string, never>, boolean>('own-page', nothing),
  'interstitial/get': message<Record<string, never>, Interstitial | undefined>('own-page', nothing),
  /** Reply: URL with which the interstitial replaces itself; none if it is closed. */
  'interstitial/answer': message<{ answer: (typeof INTERSTITIAL_ANSWERS)[number] }, string | undefined>(
    'own-page',
    () => z.object({ answer: z.literal(INTERSTITIAL_ANSWERS) }),
  ),
  /** `begin`: what the person answered, where nobody pressed Start; the lists then say what came since. */
  'leave/get': message<{ begin?: Begin | undefined }, LeaveState>('own-page', () =>
    z.object({ begin: z.optional(z.enum(BEGINS)) }),
  ),
  'leave/open': message<{ quick: boolean }, void>('own-page', () => z.object({ quick: z.boolean() })),
  /** Reply: whether a tidy may start without a question; a token is valid once. */
  'leave/take-token': message<{ token: string }, boolean>('own-page', () =>
    z.object({ token: z.string().check(z.maxLength(40)) }),
  ),
  'leave/sign-out': message<{ host: string; isDone: boolean }, void>('own-page', () =>
    z.object({ host: host(), isDone: z.boolean() }),
  ),
  'leave/open-host': message<{ host: string }, void>('own-page', () => z.object({ host: host() })),
  /** Adds sites with a persistent sign-in to the state of the leaving page. Reply: whether there were any. */
  'leave/find-sign-ins': message<Record<string, never>, boolean>('own-page', nothing),
  /** `begin`: where nobody pressed Start, which of the choices counts; `mark` where it is left out. */
  'leave/preview': message<{ scope: Scope; begin?: Begin | undefined }, readonly PreviewStep[]>(
    'own-page',
    () => z.object({ scope: z.literal(SCOPES), begin: z.optional(z.literal(BEGINS)) }),
  ),
  'leave/tidy': message<TidyRequest, void>('own-page', () =>
    z.object({
      scope: z.literal(SCOPES),
      keepFiles: z.array(z.int()).check(z.maxLength(1000)),
      leaveOut: z.optional(z.array(z.literal(STEP_IDS)).check(z.maxLength(100))),
      closeTabs: z.optional(z.array(z.int()).check(z.maxLength(1000))),
      clipboardCleared: z.boolean(),
      begin: z.optional(z.literal(BEGINS)),
    }),
  ),
  /** The receipt was read, or the person declined to continue an interrupted tidy. */
  'leave/forget': message<Record<string, never>, void>('own-page', nothing),
  'mail/organisation': message<Record<string, never>, OrganisationState>('own-page', nothing),
  /** Sets a list that the page has validated, for this session; none removes it. */
  'mail/organisation-set': message<{ list?: OrganisationList | undefined }, OrganisationState>(
    'own-page',
    () => z.object({ list: z.optional(organisationList()) }),
  ),
  /**
   * Reads the recipients of the letter in this tab, on the person's request, and opens the mail page with them.
   *
   * @param host - of the page, which the sender knows as a mail service
   */
  'mail/read-recipients': message<{ tabId: number; host: string }, RecipientsRead>('own-page', () =>
    z.object({ tabId: z.int(), host: host() }),
  ),
  /** Returns the addresses last read or selected, once. */
  'mail/take-text': message<Record<string, never>, string | undefined>('own-page', nothing),
  hide: message<Record<string, never>, void>('own-page', nothing),

  /** Reply: `free` if the person has consented for this page, `held` if a secret would be held back. */
  'page/scanned': message<RawPageScan, { guardState?: 'free' | 'held' | undefined }>(
    'page-script',
    rawPageScan,
  ),
  /** A field for a secret got focus or input, or its form is about to be sent. Reply: whether to hold it back. */
  'secret/entered': message<
    { target: string; asks: Guarded; cause?: GuardCause | undefined },
    { isHeldBack: boolean }
  >('page-script', () =>
    z.object({ target: address(), asks: z.literal(GUARDED), cause: z.optional(z.literal(GUARD_CAUSES)) }),
  ),
  /** Somebody uses a page: told once a minute, since it may have been opened by whoever was here before. */
  'page/used': message<Record<string, never>, void>('page-script', nothing),
  /** Something was typed into a password field. */
  'secret/typed': message<Record<string, never>, void>('page-script', nothing),
  /** A form with these kinds of filled fields was sent over HTTP. */
  'page/sent': message<{ target: string; asks: Asked[] }, void>('page-script', () =>
    z.object({ target: address(), asks: asked() }),
  ),
};

export type MessageName = keyof typeof messages;
export type InputOf<Name extends MessageName> = z.infer<ReturnType<(typeof messages)[Name]['input']>>;
export type OutputOf<Name extends MessageName> = (typeof messages)[Name]['output'];

/** The format on the wire. A refusal, invalid input and a failed handler are three different replies. */
export interface Envelope {
  readonly name: string;
  readonly input: unknown;
}
export type Reply<Output> =
  | { readonly ok: true; readonly value: Output }
  | { readonly ok: false; readonly error: 'refused' | 'bad-input' | 'failed'; readonly reason: string };
