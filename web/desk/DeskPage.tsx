import { Page } from '../shared/Page.tsx'
import { useWords } from '../words/words.ts'
import { deskWords } from './words.ts'

export default function DeskPage() {
  const t = useWords(deskWords)
  return <Page title={t('first')}>{null}</Page>
}
