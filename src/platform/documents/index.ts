export {
  type DocumentKind,
  type DocumentParty,
  type DocumentToIssue,
  documentHead,
  documentsOf,
  findDocument,
  type IssuedDocument,
  issueDocument,
  withdrawDocuments,
} from './register.ts'
export { type Check, mountDocuments } from './routes.ts'
export { makeIdentity, openIdentity, type SigningIdentity, signPdf } from './signing.ts'
export { type Part, type Row, renderPdf, renderSvg, type Sheet, warmUp } from './typeset.ts'
