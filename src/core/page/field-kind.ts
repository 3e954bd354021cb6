/** What a field asks for. `text` is anything else that a person types, a search too. */
export const ASKED = ['password', 'card', 'id', 'phone', 'text'] as const;
export type Asked = (typeof ASKED)[number];

/** What is held back where it would be exposed. */
export const GUARDED = ['password', 'card', 'id'] as const;
export type Guarded = (typeof GUARDED)[number];

export function isGuarded(asked: Asked): asked is Guarded {
  return (GUARDED as readonly Asked[]).includes(asked);
}

/**
 * Why it is asked whether a secret is to be held back. `focus`: a field was entered; `input`: a key, or words that
 * were pasted; `sending`: a form is about to go; `check`: to know it beforehand, without an interstitial.
 */
export const GUARD_CAUSES = ['focus', 'input', 'sending', 'check'] as const;
export type GuardCause = (typeof GUARD_CAUSES)[number];

/** Worst first: with a card's number money is taken at once. */
export const SENSITIVE = ['card', 'id', 'phone'] as const;
export type Sensitive = (typeof SENSITIVE)[number];
