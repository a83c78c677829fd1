import { rows } from '../registry/store.ts'
export const serve = rows
