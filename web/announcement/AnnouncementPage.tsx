import { Page } from '../shared/Page.tsx'

export default function AnnouncementPage() {
  return <Page title="AnnouncementPage">{null}</Page>
}
