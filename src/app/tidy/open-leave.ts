import type { Memory } from '../memory.ts';
import type { Tabs } from '../tabs.ts';

/** Opens the leaving page, and authorizes a tidy without a question. */
export interface OpenLeave {
  /** The shortcut for “Tidy up now, no questions” was pressed. */
  keyPressed(): Promise<void>;
  /** @param isQuick - the page starts the tidy at once, but not when it is reloaded */
  open(isQuick: boolean): Promise<void>;
  /** @returns whether the token is the last one issued; each is valid once */
  takeToken(token: string): Promise<boolean>;
}

export interface OpenLeaveParts {
  readonly memory: Pick<Memory, 'quickToken' | 'session'>;
  readonly tabs: Pick<Tabs, 'findOwn' | 'openOwn' | 'show'>;
  readonly newToken: () => string;
  readonly isSecondPress: () => boolean;
}

export function createOpenLeave({ memory, tabs, newToken, isSecondPress }: OpenLeaveParts): OpenLeave {
  async function open(isQuick: boolean): Promise<void> {
    if (isQuick) {
      const token = newToken();
      await memory.quickToken.set(token);
      await tabs.openOwn('leave', `quick=${token}`);
      return;
    }
    const open = await tabs.findOwn('leave');
    if (open === undefined) await tabs.openOwn('leave');
    else await tabs.show(open);
  }

  return {
    open,
    keyPressed: async () => {
      // Without Start the page asks when the visit began: the files of other people may be among what would go.
      if (isSecondPress()) await open((await memory.session.get()) !== undefined);
    },
    takeToken: async (token) => {
      let isRight = false;
      await memory.quickToken.update((known) => {
        isRight = known === token;
        return isRight ? undefined : known;
      });
      return isRight;
    },
  };
}
