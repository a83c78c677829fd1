export * from './calendar.ts'
export * from './china.ts'
export * from './clocks.ts'
export * from './time.ts'
