// Biome formats and lints. ESLint is here only for two things: promises that nobody waits for, which takes types, and
// the purity of the rules, which Biome's list of globals cannot express for Math.random.
import tseslint from 'typescript-eslint'

const pure = 'a rule reads no clock, no chance and no environment: '

export default tseslint.config(
  { ignores: ['**/*.generated.ts', 'tests/canaries/**', 'dist/**'] },
  {
    files: ['src/**/*.ts', 'web/**/*.{ts,tsx}', 'tests/**/*.ts', 'bench/**/*.ts', 'scripts/**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: [
      'src/**/{server,store}.ts',
      'src/**/io/**',
      'src/**/*.test.ts',
      'src/{platform,demo}/**',
      'src/*.ts',
    ],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['Date', 'process', 'fetch', 'setTimeout', 'setInterval', 'performance', 'crypto', 'Buffer'].map(
          (name) => ({
            name,
            message: `${pure}take it from the context`,
          }),
        ),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: `${pure}chance comes from the draw` },
      ],
    },
  },
)
