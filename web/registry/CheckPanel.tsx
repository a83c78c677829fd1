import { type ReactNode, useId } from 'react'
import { art } from '../../src/gazette/index.ts'
import { type CheckedPart, checklist, checklistWords, type Demand } from '../../src/registry/index.ts'
import type { AvailableAction } from '../../src/workflow/index.ts'
import { Button } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { useCommand } from '../shared/useCommand.ts'
import { useDraft } from '../shared/useDraft.ts'
import { useText, useWords } from '../words/words.ts'
import { viewWords } from './words.ts'

interface Notes {
  consistent: CheckedPart[]
  /** What is to be supplemented, by part; one demand a line. */
  demands: Partial<Record<CheckedPart, string>>
}

/**
 * The operator's check (111/20.2, 20.4): part by part either it agrees, or what is to be supplemented is written down;
 * at the end there is one conclusion, so that everything is told at once. Kept across a reload.
 */
export function useCheck(
  id: string,
  actions: readonly AvailableAction[],
): { footOf: (part: CheckedPart) => ReactNode; conclusion: ReactNode } | undefined {
  const draft = useDraft<Notes>(`admission/${id}/check`, { consistent: [], demands: {} })
  const command = useCommand('admissions', id)
  const pass = actions.find((a) => a.act === 'pass-check')
  const tell = actions.find((a) => a.act === 'request-supplement')
  if (!pass || pass.refusal) return undefined
  const { consistent, demands } = draft.value
  const all = checklist.flatMap((part): Demand[] =>
    (demands[part] ?? '')
      .split('\n')
      .map((text) => text.trim())
      .filter((text) => text !== '')
      .map((text) => ({ field: part, text })),
  )
  const set = (change: Partial<Notes>) => draft.set({ ...draft.value, ...change })
  const tick = (part: CheckedPart, yes: boolean) =>
    set({ consistent: yes ? [...consistent, part] : consistent.filter((p) => p !== part) })

  async function conclude(act: string, body: Readonly<Record<string, unknown>>) {
    if (await command.send(act, body)) draft.clear()
  }

  return {
    footOf: (part) => (
      <PartCheck
        part={part}
        agrees={consistent.includes(part)}
        demand={demands[part] ?? ''}
        mayDemand={tell !== undefined && !tell.refusal}
        onTick={(yes) => tick(part, yes)}
        onDemand={(text) => set({ demands: { ...demands, [part]: text } })}
      />
    ),
    conclusion: (
      <Conclusion
        agreeing={consistent.length}
        demands={all}
        toldBefore={tell?.refusal?.code === 'supplement-already-told'}
        busy={command.busy}
        onPass={() => void conclude('pass-check', { consistent })}
        onTell={() => void conclude('request-supplement', { demands: all })}
      >
        {command.refusal && <RefusalNote refusal={command.refusal} />}
      </Conclusion>
    ),
  }
}

function PartCheck(props: {
  part: CheckedPart
  agrees: boolean
  demand: string
  mayDemand: boolean
  onTick: (yes: boolean) => void
  onDemand: (text: string) => void
}) {
  const w = useWords(viewWords)
  const say = useText()
  const id = useId()
  return (
    <div className="part-check" data-agrees={props.agrees || undefined}>
      <label className="tick">
        <input type="checkbox" checked={props.agrees} onChange={(e) => props.onTick(e.target.checked)} />
        {say(checklistWords[props.part])}
      </label>
      {props.mayDemand && !props.agrees && (
        <details open={props.demand !== '' || undefined}>
          <summary>{w('demand')}</summary>
          <label htmlFor={id} className="visually-hidden">
            {w('demandFor', { part: w(props.part) })}
          </label>
          <textarea
            id={id}
            className="input"
            rows={3}
            maxLength={500}
            value={props.demand}
            onChange={(e) => props.onDemand(e.target.value)}
          />
          <p className="small mute">{w('demandHint')}</p>
        </details>
      )}
    </div>
  )
}

function Conclusion(props: {
  agreeing: number
  demands: readonly Demand[]
  toldBefore: boolean
  busy: boolean
  onPass: () => void
  onTell: () => void
  children: ReactNode
}) {
  const w = useWords(viewWords)
  const asks = props.demands.length > 0
  return (
    <Card title={w('checkTitle')} aside={<Cite article={art('111', asks ? '20.4' : '20.2')} />}>
      <div className="stack">
        <p className="num">{w('checkedCount', { n: props.agreeing, all: checklist.length })}</p>
        {props.toldBefore && (
          <Note tone="warn">
            {w('toldBefore')} <Cite article={art('111', '20.4')} />
          </Note>
        )}
        {asks && (
          <>
            <ol className="admission-demands">
              {props.demands.map((d) => (
                <li key={`${d.field}${d.text}`}>{d.text}</li>
              ))}
            </ol>
            <Note tone="warn">{w('tellWarning')}</Note>
          </>
        )}
        {props.children}
        {asks ? (
          <Button look="primary" busy={props.busy} onClick={props.onTell}>
            {w('tellAll', { n: props.demands.length })}
          </Button>
        ) : (
          <Button
            look="primary"
            busy={props.busy}
            disabled={props.agreeing < checklist.length}
            onClick={props.onPass}
          >
            {w('pass')}
          </Button>
        )}
      </div>
    </Card>
  )
}
