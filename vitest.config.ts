import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'web/**/*.test.tsx', 'tests/*.test.ts'],
          // A hang is found all the same; a market that opens on a busy machine takes its time.
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['tests/journeys/*.test.ts'],
          globalSetup: ['tests/journeys/city.ts'],
          testTimeout: 900_000,
          hookTimeout: 300_000,
        },
      },
      {
        // Kills real processes and measures what the next ones do: alone on the machine, after everything else.
        test: {
          name: 'crash',
          include: ['tests/crash/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
    globalSetup: ['tests/global.ts'],
    maxWorkers: 2,
  },
})
