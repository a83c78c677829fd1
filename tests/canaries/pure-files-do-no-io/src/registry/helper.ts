import { rows } from './store.ts'
export const helper = rows
