import browser from 'webextension-polyfill';

/** Firefox asks its own address whether the network waits for a sign-in; nothing is asked by us. */
interface CaptivePortal {
  readonly onStateChanged: { addListener(run: (details: { state: string }) => void): void };
  readonly canonicalURL: { get(details: object): Promise<{ value?: unknown }> };
  getState(): Promise<string>;
}

const { captivePortal } = browser as typeof browser & { readonly captivePortal?: CaptivePortal };

const LOCKED = 'locked_portal';

type OnChange = (isLocked: boolean, address: string | undefined) => void;

/** To be called on the first tick. Does nothing where the browser has no such interface. */
export function listenToPortal(onChange: OnChange): void {
  captivePortal?.onStateChanged.addListener(({ state }) => void tell(state, onChange));
}

/** The state before anything changes; nothing where the browser does not look. */
export async function askPortal(onChange: OnChange): Promise<void> {
  // Throws where the person or a policy turned it off.
  const state = await captivePortal?.getState().catch(() => undefined);
  if (state !== undefined) await tell(state, onChange);
}

async function tell(state: string, onChange: OnChange): Promise<void> {
  const setting = await captivePortal?.canonicalURL.get({}).catch(() => undefined);
  onChange(state === LOCKED, typeof setting?.value === 'string' ? setting.value : undefined);
}
