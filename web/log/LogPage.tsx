import { Page } from '../shared/Page.tsx'

export default function LogPage() {
  return <Page title="LogPage">{null}</Page>
}
