import { askTool } from './tools.ts';

export const TARGETS = ['chrome', 'firefox'] as const;
export type Target = (typeof TARGETS)[number];

/** Builds the extension into `.output/<target>-mv3`. What the tool says is only shown when it fails. */
export async function buildExtension(target: Target): Promise<void> {
  const { isFine, output, errors } = await askTool('wxt', ['build', '-b', target]);
  if (!isFine) throw new Error(`The build for ${target} failed:\n${output}\n${errors}`);
}
