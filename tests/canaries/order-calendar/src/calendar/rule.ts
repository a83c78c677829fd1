import { later } from '../ledger/index.ts'
export const rule = later
