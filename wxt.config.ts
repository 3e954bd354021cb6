import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

export default defineConfig({
  srcDir: '.',
  entrypointsDir: 'entrypoints',
  publicDir: 'src/public',
  imports: false,
  manifestVersion: 3,
  vite: () => ({ plugins: [preact()] }),
});
