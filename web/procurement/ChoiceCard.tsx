import { useId, useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import { firstRecommended, type Procurement } from '../../src/procurement/index.ts'
import { WorkingTable } from '../methods/Working.tsx'
import { Button } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { RefusalNote } from '../shared/RefusalNote.tsx'
import { useCommand } from '../shared/useCommand.ts'
import { useWords } from '../words/words.ts'
import { offerWords } from './method-words.ts'

/** 22.1.3: the owner reads the scores and the plans, and chooses among the recommended. */
export function ChoiceCard({
  id,
  state,
}: {
  id: string
  state: Extract<Procurement, { status: 'choosing' }>
}) {
  const t = useWords(offerWords)
  const group = useId()
  const command = useCommand('procurements', id)
  const [chosen, setChosen] = useState('')
  const [reason, setReason] = useState('')
  // The server tells names to the owner alone.
  if (!state.ranking || !state.opened.entrants) return null
  const first = firstRecommended(state)
  const order = state.ranking.groups.flat().filter((leaf) => state.recommended.includes(leaf))
  const recommended = order.flatMap((leaf) => state.opened.entrants.find((e) => e.leaf === leaf) ?? [])
  const leaf = recommended.find((e) => e.agency === chosen)?.leaf
  const needsReason = leaf !== undefined && !first.includes(leaf)
  const choose = () =>
    void command.send('choose', { agency: chosen, ...(reason.trim() ? { reason: reason.trim() } : {}) })
  return (
    <Card title={t('choose')} aside={<Cite article={art('111', '22.1.3')} />}>
      <div className="stack">
        <p>{t('chooseLead')}</p>
        {state.ranking.working && <WorkingTable working={state.ranking.working} />}
        <fieldset className="procurement-choice">
          <legend className="visually-hidden">{t('choose')}</legend>
          {recommended.map((e) => {
            const plan = state.plans.find((p) => p.leaf === e.leaf)
            return (
              <div key={e.leaf}>
                <label>
                  <input
                    type="radio"
                    name={group}
                    checked={chosen === e.agency}
                    onChange={() => setChosen(e.agency)}
                  />{' '}
                  <strong>{e.name}</strong>{' '}
                  {first.includes(e.leaf) && (
                    <span className="tag" data-tone="ok">
                      {t('first')}
                    </span>
                  )}
                </label>
                {plan && (
                  <details>
                    <summary>{t('readPlan')}</summary>
                    <p className="procurement-text">{plan.text}</p>
                    {plan.file && (
                      <p>
                        <a href={`/api/files/${plan.file.id}`} target="_blank" rel="noreferrer">
                          {t('attachment', { name: plan.file.name })}
                        </a>
                      </p>
                    )}
                  </details>
                )}
              </div>
            )
          })}
        </fieldset>
        {needsReason && (
          <p className="procurement-offer">
            <label htmlFor={`${group}-reason`}>{t('reason')}</label>
            <textarea
              id={`${group}-reason`}
              className="input"
              rows={3}
              maxLength={2000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </p>
        )}
        {command.refusal && <RefusalNote refusal={command.refusal} />}
        <div>
          <Button look="primary" busy={command.busy} disabled={chosen === ''} onClick={choose}>
            {t('choose')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
