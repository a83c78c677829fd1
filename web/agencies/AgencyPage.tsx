import { Page } from '../shared/Page.tsx'

export default function AgencyPage() {
  return <Page title="AgencyPage">{null}</Page>
}
