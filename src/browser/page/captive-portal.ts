import browser from 'webextension-polyfill';

/** Firefox's captive portal detection. The browser makes the request, not the extension. */
interface CaptivePortal {
  readonly onStateChanged: { addListener(run: (details: { state: string }) => void): void };
  readonly canonicalURL: { get(details: object): Promise<{ value?: unknown }> };
  getState(): Promise<string>;
}

const { captivePortal } = browser as typeof browser & { readonly captivePortal?: CaptivePortal };

const LOCKED = 'locked_portal';

type OnChange = (isLocked: boolean, address: string | undefined) => void;

/** Must be called on the first tick. Does nothing if the browser lacks the API. */
export function listenToPortal(onChange: OnChange): void {
  captivePortal?.onStateChanged.addListener(({ state }) => void tell(state, onChange));
}

/** Reports the current state; does nothing if the browser lacks the API. */
export async function askPortal(onChange: OnChange): Promise<void> {
  // Rejects if the person or a policy turned it off.
  const state = await captivePortal?.getState().catch(() => undefined);
  if (state !== undefined) await tell(state, onChange);
}

async function tell(state: string, onChange: OnChange): Promise<void> {
  const setting = await captivePortal?.canonicalURL.get({}).catch(() => undefined);
  onChange(state === LOCKED, typeof setting?.value === 'string' ? setting.value : undefined);
}
