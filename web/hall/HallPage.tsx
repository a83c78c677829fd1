import { Page } from '../shared/Page.tsx'

export default function HallPage() {
  return <Page title="HallPage">{null}</Page>
}
