import { serve } from '../../src/registry/server.ts'
export const hall = serve
