import { Page } from '../shared/Page.tsx'

export default function ServicesPage() {
  return <Page title="ServicesPage">{null}</Page>
}
