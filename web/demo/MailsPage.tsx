import { Page } from '../shared/Page.tsx'

export default function MailsPage() {
  return <Page title="MailsPage">{null}</Page>
}
