import { askTool } from './tools.ts';

export const TARGETS = ['chrome', 'firefox'] as const;
export type Target = (typeof TARGETS)[number];

/** Builds the extension into `.output/<target>-mv3`. The tool's output is shown only if it fails. */
export async function buildExtension(target: Target): Promise<void> {
  // Test runners set NODE_ENV to `test`, which would put source file names into the views.
  const env = { NODE_ENV: 'production' };
  const { isFine, output, errors } = await askTool('wxt', ['build', '-b', target], env);
  if (!isFine) throw new Error(`The build for ${target} failed:\n${output}\n${errors}`);
}
