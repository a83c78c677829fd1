import { useState } from 'react'
import { useWords } from '../words/words.ts'
import { CodeForm } from './CodeForm.tsx'
import { securityWords } from './security-words.ts'

/** Stands in a refusal that asks for the second factor: enter it here, then do again what was refused (111/19.1). */
export default function StepUp() {
  const t = useWords(securityWords)
  const [done, setDone] = useState(false)
  if (done) return <strong>{t('verified')}</strong>
  return <CodeForm path="/api/me/second-factor/verify" submit={t('verify')} onDone={() => setDone(true)} />
}
