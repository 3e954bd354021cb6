import type { Downloads } from '#app/ports.ts';
import { downloadsOfSitting, nameOf } from './tidy/files.ts';

export const downloads: Downloads = {
  ofSitting: async (of) => {
    const found = await downloadsOfSitting(of);
    return found
      .filter(({ state, exists, paused }) =>
        state !== 'complete' ? state === 'in_progress' || paused : exists,
      )
      .map((item) => ({
        id: item.id,
        name: nameOf(item),
        bytes: item.bytesReceived,
        isRunning: item.state !== 'complete',
      }));
  },
};
