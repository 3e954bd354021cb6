/** The two families whose interfaces differ. Edge, Brave and the like are Chromium. */
export type BrowserKind = 'chromium' | 'firefox';
