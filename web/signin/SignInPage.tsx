import { Page } from '../shared/Page.tsx'

export default function SignInPage() {
  return <Page title="SignInPage">{null}</Page>
}
