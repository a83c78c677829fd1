import { defineConfig } from 'vitest/config'

// No database and no global set-up: a moved figure must be found by the tests of the rule itself.
export default defineConfig({
  root: `${import.meta.dirname}/../..`,
  test: {
    include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/mutation/fixture/*.test.ts'],
    setupFiles: ['tests/mutation/setup.ts'],
    pool: 'threads',
    isolate: false,
    maxWorkers: 1,
    passWithNoTests: true,
  },
})
