export const PLACES = ['own', 'cafe'] as const;
/** Where the session takes place: at their own computer, or at one that other people use too. */
export type Place = (typeof PLACES)[number];
