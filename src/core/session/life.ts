import type { Session } from './session.ts';

/** Nobody pressed Start; somebody did, on a shared computer; the computer is the person's own. */
export const LIVES = ['not-started', 'started', 'own'] as const;
export type Life = (typeof LIVES)[number];

export function lifeOf(session: Pick<Session, 'place'> | undefined): Life {
  if (!session) return 'not-started';
  return session.place === 'own' ? 'own' : 'started';
}
