import { inside } from '../calendar/inside.ts'
export const rule = inside
