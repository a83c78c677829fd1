import { useCallback, useMemo } from 'react'
import { art } from '../../src/gazette/index.ts'
import { actionWords, isAuction, type Procurement, refusalWords } from '../../src/procurement/index.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { DraftForm } from '../shared/form/DraftForm.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useCommand } from '../shared/useCommand.ts'
import { useText, useWords } from '../words/words.ts'
import { AuctionFields } from './AuctionFields.tsx'
import {
  ContactFields,
  MoneyFields,
  ProjectFields,
  SelectionFields,
  ServiceFields,
  WordingFields,
} from './fields.tsx'
import { CancelForm } from './forms.tsx'
import { type DraftValues, draftOf, type ProcurementView, problemsOf, useFormData, valuesOf } from './view.ts'
import { draftWords } from './words.ts'

/** The owner's draft, one page in the order of 23.1; checked by the server's own rules while it is typed. */
export function DraftPage({ view }: { view: ProcurementView }) {
  const t = useWords(draftWords)
  const say = useText()
  const data = useFormData()
  const { id, state } = view
  const command = useCommand('procurements', id)
  const act = state.status === 'supplementing' ? 'supply' : 'submit'
  const initial = useMemo(() => valuesOf(state.draft, state.owner.region), [state.draft, state.owner.region])
  const check = useCallback(
    (values: Partial<DraftValues>) => (data ? problemsOf(values, state.owner, data) : []),
    [data, state.owner],
  )
  const { buttons, panel } = useActions({
    plural: 'procurements',
    id,
    actions: view.actions,
    words: actionWords,
    refusals: refusalWords,
    forms: { cancel: CancelForm },
    danger: ['cancel'],
    hide: ['save', 'submit', 'supply'],
  })
  if (!data) return <Loading rows={6} />
  const send = async (how: 'save' | 'submit' | 'supply', values: Partial<DraftValues>) =>
    (await command.send(how, { draft: draftOf(values) })) !== undefined

  return (
    <div className="stack">
      <p className="mute">{t('lead')}</p>
      <Demands state={state} />
      <DraftForm<DraftValues & Record<string, unknown>>
        draft={`procurement/${id}`}
        initial={initial as DraftValues & Record<string, unknown>}
        submit={say(actionWords[act])}
        busy={command.busy}
        refusal={command.refusal}
        check={check}
        refusals={refusalWords}
        later={{ label: t('save'), save: (values) => send('save', values) }}
        onSubmit={(values) => send(act, values)}
      >
        {(values) => (
          <div className="stack">
            <Card title={t('project')} aside={<Cite article={art('111', '23.1')} />}>
              <ProjectFields data={data} />
            </Card>
            <Card title={t('moneyPart')} aside={<Cite article={art('111', '4')} />}>
              <MoneyFields values={values} data={data} region={state.owner.region} />
            </Card>
            <Card title={t('servicePart')} aside={<Cite article={art('111', '23.1')} />}>
              <ServiceFields values={values} data={data} />
              <WordingFields draft={draftOf(values)} />
            </Card>
            <Card title={t('selection')} aside={<Cite article={art('111', '22.1')} />}>
              <SelectionFields data={data} values={values} />
              {isAuction(values) && <AuctionFields values={values} data={data} />}
            </Card>
            <Card title={t('people')} aside={<Cite article={art('111', '29.2')} />}>
              <ContactFields />
            </Card>
          </div>
        )}
      </DraftForm>
      {panel}
      {buttons}
    </div>
  )
}

function Demands({ state }: { state: Procurement }) {
  const t = useWords(draftWords)
  const { supplement, returned } = state
  if (!supplement) return null
  return (
    <Note tone="warn">
      {returned && <p>{t('returned', { reason: returned.reason })}</p>}
      <p>
        <strong>{t('demands')}</strong> <Cite article={art('111', '24')} />
      </p>
      <ol>
        {supplement.demands.map((demand) => (
          <li key={demand}>{demand}</li>
        ))}
      </ol>
    </Note>
  )
}
