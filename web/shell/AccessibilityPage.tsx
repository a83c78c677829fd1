import { Page } from '../shared/Page.tsx'

export default function AccessibilityPage() {
  return <Page title="AccessibilityPage">{null}</Page>
}
