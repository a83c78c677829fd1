import { Page } from '../shared/Page.tsx'

export default function LawPage() {
  return <Page title="LawPage">{null}</Page>
}
