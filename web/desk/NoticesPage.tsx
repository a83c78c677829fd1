import { Page } from '../shared/Page.tsx'

export default function NoticesPage() {
  return <Page title="NoticesPage">{null}</Page>
}
