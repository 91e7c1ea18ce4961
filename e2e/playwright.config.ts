import { defineConfig } from 'playwright/test'
import { chromiumArgs, installedChromium } from '../scripts/chromium.mjs'

const executablePath = process.env.PORTICO_TEST_CHROMIUM ?? installedChromium() ?? ''

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.ts',
  outputDir: '../test-results/e2e',
  reporter: [['list'], ['json', { outputFile: '../test-results/e2e.json' }]],
  timeout: 60_000,
  workers: 2,
  retries: 0, // a test that passes at the second try has found something
  forbidOnly: true,
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath, args: chromiumArgs },
    trace: 'off',
  },
})
