export const PLACES = ['own', 'cafe'] as const;
/** Where the session takes place: on the person's own computer, or on a shared one. */
export type Place = (typeof PLACES)[number];
