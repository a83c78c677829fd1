import { Page } from '../shared/Page.tsx'

export default function DrawPage() {
  return <Page title="DrawPage">{null}</Page>
}
