import { defineConfig } from '@playwright/test'

/** The real window, under Xvfb where there is no display. */
export default defineConfig({
  testDir: 'tests/window',
  outputDir: 'test-results/window',
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.setup/results/window.json' }]],
})
