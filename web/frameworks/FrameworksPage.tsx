import { art } from '../../src/gazette/index.ts'
import { Cite } from '../shared/Cite.tsx'
import { Page } from '../shared/Page.tsx'
import { useWords } from '../words/words.ts'
import { FrameworkList } from './List.tsx'
import { frameworkPageWords } from './words.ts'

/** All frameworks, for everyone (22.2). */
export default function FrameworksPage() {
  const t = useWords(frameworkPageWords)
  return (
    <Page
      title={t('name')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '22.2')} />
        </>
      }
    >
      <FrameworkList to="/frameworks" />
    </Page>
  )
}
