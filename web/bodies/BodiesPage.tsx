import { art } from '../../src/gazette/index.ts'
import { Cite } from '../shared/Cite.tsx'
import { Page } from '../shared/Page.tsx'
import { useWords } from '../words/words.ts'
import { BodyTree } from './BodyTree.tsx'
import { bodiesWords } from './words.ts'

/** Who manages, runs and supervises the market in each region, for anyone to read (111/7-13). */
export default function BodiesPage() {
  const t = useWords(bodiesWords)
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '7')} />
        </>
      }
    >
      <BodyTree />
    </Page>
  )
}
