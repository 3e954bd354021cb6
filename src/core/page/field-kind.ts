/** What a field asks for. `text` is any other input, including a search. */
export const ASKED = ['password', 'card', 'id', 'phone', 'text'] as const;
export type Asked = (typeof ASKED)[number];

/** Kinds of fields that the secret guard holds back. */
export const GUARDED = ['password', 'card', 'id'] as const;
export type Guarded = (typeof GUARDED)[number];

export function isGuarded(asked: Asked): asked is Guarded {
  return (GUARDED as readonly Asked[]).includes(asked);
}

/**
 * Event for which the content script asks whether a secret has to be held back. `focus`: a field got focus;
 * `input`: a key, paste or drop; `sending`: a form is about to be submitted; `check`: in advance, without an
 * interstitial.
 */
export const GUARD_CAUSES = ['focus', 'input', 'sending', 'check'] as const;
export type GuardCause = (typeof GUARD_CAUSES)[number];

/** Worst first: a card number can be charged at once. */
export const SENSITIVE = ['card', 'id', 'phone'] as const;
export type Sensitive = (typeof SENSITIVE)[number];

/** Where nobody pressed Start, a consent lasts about as long as one person stays at a shared computer. */
export const CONSENT_LASTS_MS = 30 * 60_000;
