import { Page } from '../shared/Page.tsx'

export default function AgenciesPage() {
  return <Page title="AgenciesPage">{null}</Page>
}
