import { market } from '../registry/server.ts'
export const thing = market
