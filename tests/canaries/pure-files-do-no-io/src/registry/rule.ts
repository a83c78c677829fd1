import { helper } from './helper.ts'
export const rule = helper
