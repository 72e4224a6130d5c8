import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // For a machine that has much else to do.
          testTimeout: 60_000,
          include: [
            '{main,preload,renderer,utility,python,multiprocessing,protocol,texts,analysis,figures,scripts}/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'lab',
          include: ['tests/{lab,conformance,differential}/**/*.test.ts'],
          globalSetup: 'tests/lab/set-up.ts',
          // A run has 120 s at most; those of a file wait for each other.
          testTimeout: 300_000,
          hookTimeout: 60_000,
          // A run is several processes: four of them keep two processors busy.
          maxWorkers: 2,
          maxConcurrency: 2,
          // Files share the Electron that stays up (tests/lab/served.ts).
          isolate: false,
        },
      },
      {
        test: {
          name: 'package',
          include: ['tests/package/**/*.test.ts'],
          globalSetup: 'tests/package/set-up.ts',
          testTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
