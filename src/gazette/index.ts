export { type Article, art, type DocumentId } from './article.ts'
export { type Statutory, type Version, statutory } from './statutory.ts'
