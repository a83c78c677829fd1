export * from './ocds.ts'
export * from './ocds-types.ts'
export * from './settings.ts'
