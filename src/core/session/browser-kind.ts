/** The two families whose APIs differ. Edge, Brave and others are Chromium. */
export type BrowserKind = 'chromium' | 'firefox';
