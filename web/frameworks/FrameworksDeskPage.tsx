import { art } from '../../src/gazette/index.ts'
import { useMe } from '../api/session.ts'
import { Cite } from '../shared/Cite.tsx'
import { Page } from '../shared/Page.tsx'
import { useWords } from '../words/words.ts'
import { FrameworkList } from './List.tsx'
import { frameworkPageWords } from './words.ts'

/** The frameworks of an owner, a member or an operator; all of them for the bodies that watch. */
export default function FrameworksDeskPage() {
  const t = useWords(frameworkPageWords)
  const kind = useMe()?.actor?.kind
  const lead = kind === 'owner' ? 'leadOwner' : kind === 'agency' ? 'leadAgency' : 'lead'
  return (
    <Page
      title={t(kind === 'owner' || kind === 'agency' ? 'mine' : 'name')}
      lead={
        <>
          {t(lead)} <Cite article={art('111', '22.2')} />
        </>
      }
      width="wide"
    >
      <FrameworkList to="/desk/frameworks" mine />
    </Page>
  )
}
