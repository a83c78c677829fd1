export * from './agenda.ts'
export * from './board.ts'
export * from './subjects.ts'
