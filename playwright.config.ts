import { defineConfig } from '@playwright/test'
import { hasVirtualDisplays } from './scripts/window.mjs'

/** The real window. Two files at once where each can have a display of its own: else the windows take each other's focus. */
export default defineConfig({
  testDir: 'tests/window',
  outputDir: 'test-results/window',
  workers: hasVirtualDisplays() ? 2 : 1,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: '.setup/results/window.json' }]],
})
