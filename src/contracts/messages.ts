import type { OrganisationList } from '#core/mail/organisation.ts';
import { type Asked, GUARD_CAUSES, GUARDED, type GuardCause, type Guarded } from '#core/page/field-kind.ts';
import { INTERSTITIAL_ANSWERS, type Interstitial } from '#core/page/interstitial.ts';
import type { LookAlike } from '#core/page/look-alike.ts';
import type { ClearKind } from '#core/page/sent-unencrypted.ts';
import type { Visit } from '#core/page/visit.ts';
import type { Place } from '#core/session/place.ts';
import { PLACES } from '#core/session/place.ts';
import { LANGUAGES, type Language, type Session } from '#core/session/session.ts';
import { IDLE_LIMITS, type IdleLimit, TIME_LIMITS, type TimeLimit } from '#core/session/session-timer.ts';
import type { SignOutSite } from '#core/session/sign-out.ts';
import { type PlannedStep, SCOPES, type Scope, STEP_IDS, type StepId } from '#core/tidy/plan.ts';
import type { Receipt, StepOutcome } from '#core/tidy/receipt.ts';
import type { TidyRequest } from '#core/tidy/request.ts';
import type { SavedFile } from '#core/tidy/saved-file.ts';
import { lazy } from '#lib/lazy.ts';
import { organisationList } from './organisation-list.ts';
import { address, asked, type RawPageScan, rawPageScan } from './page-data.ts';
import { z } from './zod.ts';

export type { Asked, GuardCause, Guarded };

/** Who may send a message. Checked against what the browser says of the sender, never the message. */
export type Sender = 'own-page' | 'page-script';

/** Sender of a message as the browser, not the message, reports it. */
export interface SenderFacts {
  readonly tabId: number | undefined;
  /** URL of the tab, and of the frame that sent the message. */
  readonly tabUrl: string;
  readonly frameUrl: string;
  /** The sender is the top-level document. */
  readonly isTop: boolean;
}

/** What the popup knows before any look into the page. */
export interface PopupState {
  /** `undefined`: no session has started yet. */
  readonly session: Session | undefined;
  readonly page: PageState;
  readonly blocking: BlockingState | undefined;
  readonly windowKind: 'normal' | 'private';
  /** Allowed in private windows by the person or the owner. */
  readonly isAllowedInPrivate: boolean;
  /** Without this permission no page can be looked at. */
  readonly isAllowedOnPages: boolean;
  readonly cutShort: CutShort | undefined;
  /** Whole minutes left of the time somebody has paid for; `undefined`: no limit. */
  readonly minutesLeft: number | undefined;
}

/** Whether companies that watch are held back. */
export interface BlockingState {
  readonly isOn: boolean;
  /** Not on the site in this tab. */
  readonly isPaused: boolean;
  /** Requests on all pages since the session started. */
  readonly blocked: number;
}

/** What ended half-way with the browser, which so no longer knows when that session began. */
export type CutShort = 'tidy' | 'visit';

/** The times of a session, as our pages show them. */
export interface TimerState {
  readonly idleMinutes: IdleLimit;
  readonly minutesLeft: number | undefined;
}

/** A tidy begins by itself when this has run out. */
export interface Countdown {
  readonly cause: 'idle' | 'limit';
  readonly leftMs: number;
}

export type PageState =
  | {
      readonly kind: 'visit';
      readonly visit: Visit;
      /** What the name imitates. The background knows it already, and the popup need not load what tells. */
      readonly imitation: LookAlike | undefined;
    }
  /** Open since before the session or before the extension: not looked at yet, never "clear". */
  | { readonly kind: 'not-seen' }
  /** A page of the browser, a file, or one the browser keeps extensions away from. */
  | { readonly kind: 'not-web' };

/** A site that got something where everybody on the way could read it. */
export interface SentUnencryptedEntry {
  readonly host: string;
  readonly kinds: readonly ClearKind[];
}

/** Open since before the session, and shown since: nobody knows whether the person worked in it. */
export interface UnsureTab {
  readonly id: number;
  readonly title: string;
}

/** All that the leaving page shows. */
export interface LeaveState {
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
  /** Only when the time is nearly over. */
  readonly minutesLeft: number | undefined;
  readonly signOut: readonly SignOutSite[];
  readonly files: readonly SavedFile[];
  readonly unsureTabs: readonly UnsureTab[];
  readonly sentUnencrypted: readonly SentUnencryptedEntry[];
}

/** One line of what a tidy would clear. */
export interface PreviewStep extends PlannedStep {
  /** `undefined`: the browser cannot say how many. */
  readonly count: number | undefined;
}

/** The list of the person's organisation, and how it came. */
export interface OrganisationState {
  readonly list: OrganisationList | undefined;
  /** `session`: loaded by hand. `policy`: set by whoever looks after the computer. */
  readonly from: 'sitting' | 'policy' | undefined;
  /** The policy's list is not in order, and nothing of it counts. Loaded by hand, each error is named. */
  readonly isPolicyBroken: boolean;
}

/**
 * - `opened`: our page shows them.
 * - `none`: no letter is being written there, or it goes to nobody yet.
 * - `elsewhere`: the tab shows another page by now.
 * - `not-allowed`: the browser keeps extensions away from the page.
 */
export type RecipientsRead = 'opened' | 'none' | 'elsewhere' | 'not-allowed';

/** A schema takes longer to make than to use, and a background that starts needs one of them. */
function message<Input, Output>(from: Sender, input: () => z.ZodMiniType<Input>) {
  return { from, input: lazy(input), output: undefined as unknown as Output };
}

const nothing = () => z.object({}) as never;
const timeLimit = () => z.literal(TIME_LIMITS);
const idleLimit = () => z.literal(IDLE_LIMITS);
const tab = () => z.object({ tabId: z.int() });
const host = () => z.string().check(z.maxLength(253));

/** All that crosses from one context to another: name → allowed sender, schema, reply. */
export const messages = {
  'popup/get': message<{ tabId?: number | undefined }, PopupState>('own-page', () =>
    z.object({ tabId: z.optional(z.int()) }),
  ),
  'session/start': message<{ place: Place; language: Language; limit?: TimeLimit | undefined }, Session>(
    'own-page',
    () =>
      z.object({ place: z.literal(PLACES), language: z.literal(LANGUAGES), limit: z.optional(timeLimit()) }),
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
  /** Somebody is at the screen: no tidy by itself. */
  'timer/here': message<Record<string, never>, void>('own-page', nothing),
  /** Looks into the page now; the reply is the visit with all that came of it. */
  'visit/inspect': message<{ tabId: number }, PageState>('own-page', tab),
  'page/upgrade': message<{ tabId: number }, void>('own-page', tab),
  'blocking/get': message<Record<string, never>, BlockingState | undefined>('own-page', nothing),
  'blocking/set': message<{ isOn: boolean }, BlockingState | undefined>('own-page', () =>
    z.object({ isOn: z.boolean() }),
  ),
  /** For the site in this tab, whose page is then loaded again. */
  'blocking/pause': message<{ tabId: number; isPaused: boolean }, void>('own-page', () =>
    z.object({ tabId: z.int(), isPaused: z.boolean() }),
  ),
  'page/reload': message<{ tabId: number }, void>('own-page', tab),
  'private/open': message<Record<string, never>, boolean>('own-page', nothing),
  'interstitial/get': message<Record<string, never>, Interstitial | undefined>('own-page', nothing),
  /** Reply: where the page is to go in the place of itself; none where it is taken away. */
  'interstitial/answer': message<{ answer: (typeof INTERSTITIAL_ANSWERS)[number] }, string | undefined>(
    'own-page',
    () => z.object({ answer: z.literal(INTERSTITIAL_ANSWERS) }),
  ),
  'leave/get': message<Record<string, never>, LeaveState>('own-page', nothing),
  'leave/open': message<{ quick: boolean }, void>('own-page', () => z.object({ quick: z.boolean() })),
  /** Reply: a tidy may begin without a question; a token counts once. */
  'leave/take-token': message<{ token: string }, boolean>('own-page', () =>
    z.object({ token: z.string().check(z.maxLength(40)) }),
  ),
  'leave/sign-out': message<{ host: string; isDone: boolean }, void>('own-page', () =>
    z.object({ host: host(), isDone: z.boolean() }),
  ),
  'leave/open-host': message<{ host: string }, void>('own-page', () => z.object({ host: host() })),
  /** Adds sites that left a lasting sign-in to what `leave/get` says. Reply: there were some. */
  'leave/find-sign-ins': message<Record<string, never>, boolean>('own-page', nothing),
  'leave/preview': message<{ scope: Scope }, readonly PreviewStep[]>('own-page', () =>
    z.object({ scope: z.literal(SCOPES) }),
  ),
  'leave/tidy': message<TidyRequest, void>('own-page', () =>
    z.object({
      scope: z.literal(SCOPES),
      keepFiles: z.array(z.int()).check(z.maxLength(1000)),
      leaveOut: z.optional(z.array(z.literal(STEP_IDS)).check(z.maxLength(100))),
      closeTabs: z.optional(z.array(z.int()).check(z.maxLength(1000))),
      clipboardCleared: z.boolean(),
    }),
  ),
  /** The receipt was read, or a cut-short tidy is to be left as it is. */
  'leave/forget': message<Record<string, never>, void>('own-page', nothing),
  'mail/organisation': message<Record<string, never>, OrganisationState>('own-page', nothing),
  /** Loads a list for this session, which the page has read and found in order; none takes it away. */
  'mail/organisation-set': message<{ list?: OrganisationList | undefined }, OrganisationState>(
    'own-page',
    () => z.object({ list: z.optional(organisationList()) }),
  ),
  /**
   * Reads who a letter in this tab goes to, because the person asked, and opens our page with it.
   *
   * @param host - of the page, which the asking page knows as one of a mail service
   */
  'mail/read-recipients': message<{ tabId: number; host: string }, RecipientsRead>('own-page', () =>
    z.object({ tabId: z.int(), host: host() }),
  ),
  /** The text with addresses that the person pointed at; it is handed out once. */
  'mail/take-text': message<Record<string, never>, string | undefined>('own-page', nothing),
  hide: message<Record<string, never>, void>('own-page', nothing),

  /**
   * Reply: `free` when the person chose before to sign in on this page anyway, `held` when a secret would be
   * held back.
   */
  'page/scanned': message<RawPageScan, { guardState?: 'free' | 'held' | undefined }>(
    'page-script',
    rawPageScan,
  ),
  /** A field for a secret was entered, or a form with one is about to be sent. Reply: hold it back. */
  'secret/entered': message<
    { target: string; asks: Guarded; cause?: GuardCause | undefined },
    { isHeldBack: boolean }
  >('page-script', () =>
    z.object({ target: address(), asks: z.literal(GUARDED), cause: z.optional(z.literal(GUARD_CAUSES)) }),
  ),
  /** A page that the browser kept is shown again. */
  'page/restored': message<Record<string, never>, { isWatched: boolean }>('page-script', nothing),
  /** A page that was open before the session got a press or a word of the person. */
  'page/used': message<Record<string, never>, void>('page-script', nothing),
  /** Something was typed into a password field of this page. */
  'secret/typed': message<Record<string, never>, void>('page-script', nothing),
  /** A form was sent where others on the way can read it, with fields of these kinds filled in. */
  'page/sent': message<{ target: string; asks: Asked[] }, void>('page-script', () =>
    z.object({ target: address(), asks: asked() }),
  ),
};

export type MessageName = keyof typeof messages;
export type InputOf<Name extends MessageName> = z.infer<ReturnType<(typeof messages)[Name]['input']>>;
export type OutputOf<Name extends MessageName> = (typeof messages)[Name]['output'];

/** On the wire. A refusal, a bad input and a failed handler are three different answers. */
export interface Envelope {
  readonly name: string;
  readonly input: unknown;
}
export type Reply<Output> =
  | { readonly ok: true; readonly value: Output }
  | { readonly ok: false; readonly error: 'refused' | 'bad-input' | 'failed'; readonly reason: string };
