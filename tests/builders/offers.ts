export { type Sealing, sealedRegistration } from '../../src/demo/offers.ts'
