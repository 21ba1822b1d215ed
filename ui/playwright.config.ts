import { defineConfig } from '@playwright/test';

/** Stories of use in a real browser over the real engine; `npm run stories`, after `npm run build:browser`. */
export default defineConfig({
  testDir: 'stories',
  outputDir: '../target/stories',
  fullyParallel: false,
  workers: 1,
  timeout: 120_000,
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    locale: 'zh-CN',
    launchOptions: {
      // Playwright's own download of a browser is not to be had everywhere; Debian's is.
      executablePath: process.env['BANXIN_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
