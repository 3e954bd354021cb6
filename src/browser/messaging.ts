import browser from 'webextension-polyfill';
import {
  type InputOf,
  type MessageName,
  messages,
  type OutputOf,
  type Reply,
  type Sender,
  type SenderFacts,
} from '#contracts/messages.ts';
import { z } from '#contracts/zod.ts';
import { shortText } from '#core/session/bounds.ts';

export type Handlers = {
  readonly [Name in MessageName]: (
    input: InputOf<Name>,
    sender: SenderFacts,
  ) => Promise<OutputOf<Name>> | OutputOf<Name>;
};

/**
 * Registers the message handlers. Unauthorized senders and invalid input get a reply that says so.
 *
 * Called on the first tick of the background, so that messages can wake it.
 */
export function answer(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((raw: unknown, sender: browser.Runtime.MessageSender) =>
    reply(handlers, raw, sender),
  );
}

/** @throws never; errors are in the reply */
export async function reply(
  handlers: Handlers,
  raw: unknown,
  sender: browser.Runtime.MessageSender,
): Promise<Reply<unknown>> {
  const { name, input } = (raw ?? {}) as { readonly name?: unknown; readonly input?: unknown };
  if (typeof name !== 'string') return { ok: false, error: 'bad-input', reason: 'not a message of ours' };
  if (!isMessageName(name)) return { ok: false, error: 'refused', reason: 'no such message' };
  const contract = messages[name];
  const origin = originOf(sender);
  if (origin !== contract.from) {
    return { ok: false, error: 'refused', reason: `${name} is not for ${origin}` };
  }
  const parsed = z.safeParse(contract.input() as z.ZodMiniType, input);
  if (!parsed.success) return { ok: false, error: 'bad-input', reason: `${name}: ${reasonOf(parsed.error)}` };
  try {
    const handler = handlers[name] as (input: unknown, sender: SenderFacts) => unknown;
    return { ok: true, value: await handler(parsed.data, await factsOf(sender)) };
  } catch (error) {
    return {
      ok: false,
      error: 'failed',
      reason: shortText(error instanceof Error ? error.message : String(error)),
    };
  }
}

function isMessageName(name: string): name is MessageName {
  return Object.hasOwn(messages, name);
}

/** A page cannot forge `sender`. A framed extension page counts as a content script: somebody else framed it. */
function originOf(sender: browser.Runtime.MessageSender): Sender | 'stranger' {
  if (sender.id !== browser.runtime.id) return 'stranger';
  const isOurs = sender.url?.startsWith(browser.runtime.getURL('')) ?? false;
  return isOurs && (sender.frameId ?? 0) === 0 ? 'own-page' : 'page-script';
}

async function factsOf(sender: browser.Runtime.MessageSender): Promise<SenderFacts> {
  const { tab, url: frameUrl = '' } = sender;
  const facts = {
    tabId: tab?.id,
    tabUrl: tab?.url ?? '',
    frameUrl,
    isTop: sender.frameId === 0,
    isPrivate: tab?.incognito === true,
  };
  return [frameUrl, facts.tabUrl].some(hasNoAddress) ? withSites(facts, sender) : facts;
}

/** Fills in the creator's site for documents without an address of their own. */
async function withSites(facts: SenderFacts, sender: browser.Runtime.MessageSender): Promise<SenderFacts> {
  const { origin } = sender as { origin?: string };
  const frame = webAddressOf(facts.frameUrl) ?? webAddressOf(origin);
  const tabUrl =
    webAddressOf(facts.tabUrl) ??
    (facts.isTop ? frame : undefined) ??
    (await openerOf(sender)) ??
    facts.tabUrl;
  return { ...facts, tabUrl, frameUrl: frame ?? tabUrl };
}

function hasNoAddress(url: string): boolean {
  return /^(about|blob|data):/.test(url);
}

/** `blob:https://mail.example/7c…` belongs to that site. */
function webAddressOf(url: string | undefined): string | undefined {
  const address = url?.replace(/^blob:/, '');
  return address && /^https?:/.test(address) ? address : undefined;
}

/** A sandboxed page may open a window with an opaque origin. */
async function openerOf({ tab }: browser.Runtime.MessageSender): Promise<string | undefined> {
  if (tab?.openerTabId === undefined) return undefined;
  const opener = await browser.tabs.get(tab.openerTabId).catch(() => undefined);
  return webAddressOf(opener?.url);
}

function reasonOf(error: z.core.$ZodError): string {
  // A sender can cause any number of issues, with paths of any length.
  const named = error.issues.slice(0, 3).map(({ path, code }) => `${path.join('.') || 'input'} ${code}`);
  return shortText(named.join(', '));
}
