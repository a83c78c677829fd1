import { createContext } from 'react'
import type { Consult } from '../../src/consults/index.ts'

/** The consult that is on screen, for its forms. */
export const ShownConsult = createContext<Consult | undefined>(undefined)
