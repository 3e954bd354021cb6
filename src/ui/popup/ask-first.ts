import type { PopupState } from '#contracts/messages.ts';
import type { Send } from '../send.ts';

export interface FirstAnswer {
  /** The tab to show; `undefined` if there is none. */
  readonly tabId: number | undefined;
  readonly state: PopupState;
}

export type PendingAnswer = Promise<FirstAnswer>;

/** The popup's first message. This module loads next to nothing, so that it can run before the rest is loaded. */
export async function askFirst(send: Send, tab: Promise<number | undefined>): Promise<FirstAnswer> {
  const tabId = await tab;
  return { tabId, state: await send('popup/get', tabId === undefined ? {} : { tabId }) };
}
