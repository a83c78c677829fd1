import { useState } from 'react'
import { dateOf } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import { actionWords, type Editable, letterOn } from '../../src/registry/index.ts'
import { useMe } from '../api/session.ts'
import { marketNow } from '../api/time.ts'
import { Button } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { formatMoment } from '../shared/time.ts'
import { useCommand } from '../shared/useCommand.ts'
import { useLanguage } from '../words/language.ts'
import { useText, useWords } from '../words/words.ts'
import type { AdmissionView } from './application.ts'
import { formWords } from './words.ts'

/** 入驻承诺书 (111/15): the text in force, signed by the legal representative in person. */
export function CommitmentStep({
  view,
  state,
  complete,
  onSigned,
}: {
  view: AdmissionView
  state: Editable
  complete: boolean
  onSigned: () => void
}) {
  const t = useWords(formWords)
  const say = useText()
  const language = useLanguage()
  const actor = useMe()?.actor
  const command = useCommand('admissions', view.id)
  const [truthful, setTruthful] = useState(false)
  const [acceptsScoring, setAcceptsScoring] = useState(false)
  const letter = letterOn(dateOf(marketNow()))
  const { commitment, form } = state.draft
  const maySign = view.actions.some((a) => a.act === 'sign-commitment')
  if (!letter) return null

  async function sign() {
    const signed = await command.send('sign-commitment', {
      letter: letter?.version,
      truthful,
      acceptsScoring,
    })
    if (signed) onSigned()
  }

  return (
    <Card title={t('commitment')} aside={<Cite article={art('111', '15')} />}>
      <article className="letter">
        <h3 className="song">{letter.title}</h3>
        <p className="small mute letter-version">{t('letterOf', { version: letter.version })}</p>
        <p>{t('letterTo')}</p>
        <ol>
          {letter.clauses.map((clause) => (
            <li key={clause.zh}>
              {clause[language]} <Cite article={clause.article} />
            </li>
          ))}
        </ol>
        <p className="letter-signature">
          {t('letterBy')}：{form.subject.name}
          <br />
          {t('representative')}：<span className="song">{commitment?.name ?? '　　　　'}</span>
        </p>
      </article>
      <div className="stack">
        {commitment ? (
          <Note tone="ok">
            {t('signedBy', { name: commitment.name, at: formatMoment(commitment.at, { language }) })}
          </Note>
        ) : !complete ? (
          <Note tone="warn">{t('fillFirst')}</Note>
        ) : !maySign || actor?.personName !== form.representative.name ? (
          <Note tone="warn">{t('waitsForRepresentative', { name: form.representative.name })}</Note>
        ) : (
          <div className="stack">
            <label className="tick">
              <input type="checkbox" checked={truthful} onChange={(e) => setTruthful(e.target.checked)} />
              {t('truthful')}
            </label>
            <label className="tick">
              <input
                type="checkbox"
                checked={acceptsScoring}
                onChange={(e) => setAcceptsScoring(e.target.checked)}
              />
              {t('acceptsScoring')}
            </label>
            {command.refusal && <RefusalNote refusal={command.refusal} />}
            <p>
              <Button
                look="primary"
                busy={command.busy}
                disabled={!truthful || !acceptsScoring}
                onClick={() => void sign()}
              >
                {say(actionWords['sign-commitment'])}
              </Button>
            </p>
          </div>
        )}
        <p className="small mute">{t('signHint')}</p>
      </div>
    </Card>
  )
}
