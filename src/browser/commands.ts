import browser from 'webextension-polyfill';

/** What the person can do by a key of the browser; the names are those of the manifest. */
export type CommandName = 'hide' | 'tidy-now';

/** To be called on the first tick. */
export function listenToCommands(run: Readonly<Record<CommandName, () => void>>): void {
  browser.commands.onCommand.addListener((command) => {
    if (Object.hasOwn(run, command)) run[command as CommandName]();
  });
}

/** @returns the keys as the browser writes them; empty where a command has none */
export async function listShortcuts(): Promise<readonly { readonly name: string; readonly keys: string }[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name, shortcut }) => ({ name: name ?? '', keys: shortcut ?? '' }));
}
