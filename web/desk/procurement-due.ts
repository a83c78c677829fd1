export { procurementDue } from '../../src/procurement/index.ts'
