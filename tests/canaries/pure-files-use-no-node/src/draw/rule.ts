import { randomBytes } from 'node:crypto'
export const rule = randomBytes
