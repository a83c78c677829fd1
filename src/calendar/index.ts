export * from './calendar.ts'
export * from './time.ts'
