import { Page } from '../shared/Page.tsx'

export default function DrawsPage() {
  return <Page title="DrawsPage">{null}</Page>
}
