import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte()],
  // WebKitGTK 2.40, WebView2 and WKWebView of macOS 13 all know this much.
  build: { target: 'es2022', modulePreload: { polyfill: false }, reportCompressedSize: false },
  test: { include: ['src/**/*.test.ts'] },
});
