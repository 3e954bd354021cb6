import type { Place } from '#core/session/place.ts';
import type { Language, Session } from '#core/session/session.ts';
import type { TimeLimit } from '#core/session/session-timer.ts';
import type { SessionControl } from './session.ts';
import type { SessionTimerControl } from './session-timer.ts';

export interface StartRequest {
  readonly place: Place;
  readonly language: Language;
  readonly limit?: TimeLimit | undefined;
  /** The person's own computer: every start of the browser starts a session from now on. */
  readonly isKept?: boolean | undefined;
}

/** Starts a session: settings, listeners and rules, then the timer, then the captive portal's state. */
export function createSessionStart(parts: {
  readonly sessions: Pick<SessionControl, 'start'>;
  readonly timer: Pick<SessionTimerControl, 'start'>;
  readonly keepOwn: (isKept: boolean) => Promise<unknown>;
  /** Requests the browser's captive portal state. */
  readonly askPortal: () => Promise<void>;
}): (request: StartRequest) => Promise<Session> {
  return async ({ place, language, limit = 0, isKept = false }) => {
    const session = await parts.sessions.start(place, language);
    if (isKept && session.place === 'own') await parts.keepOwn(true);
    await parts.timer.start(session.place, limit);
    await parts.askPortal();
    return session;
  };
}
