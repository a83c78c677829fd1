import { shift } from '../demo/clock.ts'
export const serve = shift
