/** What a person can say who leaves without having pressed Start: when their visit began. */
export const BEGINS = ['15-minutes', 'hour', 'mark', 'everything'] as const;
export type Begin = (typeof BEGINS)[number];

/** What happened at the mark, from which on everything was observed. */
export type MarkCause = 'browser-start' | 'install' | 'clean-up';
