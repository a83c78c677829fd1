import { documents } from './paragraphs.generated.ts'
import type { GazetteDocument } from './shape.ts'

/** The words of a document, loaded when first asked for; undefined when the gazette has no such document. */
export async function gazetteDocument(id: string): Promise<GazetteDocument | undefined> {
  if (!Object.hasOwn(documents, id)) return undefined
  const known = id as keyof typeof documents
  const { texts } = await import('./text.generated.ts')
  return { ...documents[known], ...texts[known] }
}
