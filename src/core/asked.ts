/** What a field asks for. `text` is anything else that a person types, a search too. */
export const ASKED = ['password', 'card', 'id', 'phone', 'text'] as const;
export type Asked = (typeof ASKED)[number];

/** What is held back where it would be exposed. */
export const GUARDED = ['password', 'card', 'id'] as const;
export type Guarded = (typeof GUARDED)[number];

export function isGuarded(asked: Asked): asked is Guarded {
  return (GUARDED as readonly Asked[]).includes(asked);
}
