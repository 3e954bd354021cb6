import { askTool } from './tools.ts';

export const TARGETS = ['chrome', 'firefox'] as const;
export type Target = (typeof TARGETS)[number];

/** Builds the extension into `.output/<target>-mv3`. What the tool says is only shown when it fails. */
export async function buildExtension(target: Target): Promise<void> {
  // A test runner says that it tests, by which views would be built with the names of their source files.
  const env = { NODE_ENV: 'production' };
  const { isFine, output, errors } = await askTool('wxt', ['build', '-b', target], env);
  if (!isFine) throw new Error(`The build for ${target} failed:\n${output}\n${errors}`);
}
