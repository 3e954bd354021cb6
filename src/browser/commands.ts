import browser from 'webextension-polyfill';

/** Keyboard commands, named as in the manifest. */
export type CommandName = 'hide' | 'tidy-now';

/** Must be called on the first tick. */
export function listenToCommands(run: Readonly<Record<CommandName, () => void>>): void {
  browser.commands.onCommand.addListener((command) => {
    if (Object.hasOwn(run, command)) run[command as CommandName]();
  });
}

/** @returns the shortcuts as the browser displays them; empty if none is set */
export async function listShortcuts(): Promise<readonly { readonly name: string; readonly keys: string }[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name, shortcut }) => ({ name: name ?? '', keys: shortcut ?? '' }));
}
