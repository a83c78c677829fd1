export * from './market-facts.ts'
export * from './record.ts'
export * from './words.ts'
