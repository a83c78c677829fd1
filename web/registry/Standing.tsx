import type { Instant } from '../../src/calendar/index.ts'
import { type Admission, type FiledAdmission, isFiled } from '../../src/registry/index.ts'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { useServiceName } from '../shared/names.ts'
import { type Step, Steps } from '../shared/Steps.tsx'
import { When } from '../shared/When.tsx'
import { useLanguage } from '../words/language.ts'
import { useWords } from '../words/words.ts'
import type { AdmissionView } from './application.ts'
import { viewWords } from './words.ts'

/** Where an application stands, who has it, until when, by which article. */
export function Standing({ view }: { view: AdmissionView }) {
  const w = useWords(viewWords)
  const steps = useSteps(view)
  return (
    <Card title={w('standing')} aside={<Cite article="111/20" />}>
      <Steps steps={steps} />
    </Card>
  )
}

function useSteps(view: AdmissionView): Step[] {
  const w = useWords(viewWords)
  const language = useLanguage()
  const serviceName = useServiceName()
  const state: Admission = view.state
  if (!isFiled(state)) return []
  const due = (action: string, who: string): Instant | undefined =>
    view.clocks.find((c) => c.action === action && c.who === who)?.due
  const refused = state.status === 'refused'
  const steps: Step[] = [
    { title: w('submitted'), state: 'done', detail: <When at={state.submittedAt} /> },
    ...supplementSteps(state, w('supplementing')),
    {
      title: w('check', { name: state.operator.name }),
      state: checkState(state),
      detail: (
        <>
          {!refused && <p>{state.clerk ? w('inHand', { name: state.clerk.name }) : w('inNoHand')}</p>}
          <Waits
            done={state.passedAt}
            due={due('pass-check', state.operator.id)}
            article="111/20.2"
            open={state.status === 'submitted'}
          />
        </>
      ),
    },
    ...state.reviews.map((r): Step => {
      const service = serviceName(r.serviceType, language)
      const { decision } = r
      return {
        title: w('review', { name: r.department.name, service }),
        state: decision ? (decision.result === 'confirmed' ? 'done' : 'failed') : refused ? 'todo' : 'now',
        detail: (
          <>
            {!decision && r.clerk && <p>{w('inHand', { name: r.clerk.name })}</p>}
            {decision?.reason && <p>{w('declined', { reason: decision.reason })}</p>}
            <Waits
              done={decision?.at}
              due={due('confirm-qualification', r.department.id)}
              article="111/16"
              open={!decision && !refused}
            />
          </>
        ),
      }
    }),
  ]
  if (refused) {
    const detail = (
      <>
        <p className="seal-text">{state.reason}</p>
        <p>
          <When at={state.refusedAt} /> <Cite article="111/20.4" />
        </p>
      </>
    )
    return [...steps, { title: w('refusedBy', { name: state.by.name }), state: 'failed', detail }]
  }
  if (state.status === 'revoked') {
    const detail = (
      <>
        <p className="seal-text">{state.reason}</p>
        <p>
          <When at={state.revokedAt} /> <Cite article="111/20.3" />
        </p>
      </>
    )
    return [
      ...steps,
      ...publicSteps(state, w, undefined, undefined).slice(0, 2),
      { title: w('revokedBy', { name: state.by.name }), state: 'failed', detail },
    ]
  }
  return [
    ...steps,
    ...publicSteps(state, w, due('publish', state.operator.id), due('end-publicity', 'system')),
  ]
}

function checkState(state: FiledAdmission): Step['state'] {
  if (state.passedAt !== undefined) return 'done'
  if (state.status === 'refused') return state.by.id === state.operator.id ? 'failed' : 'todo'
  return state.status === 'submitted' ? 'now' : 'todo'
}

function supplementSteps(state: FiledAdmission, title: string): Step[] {
  const { supplement } = state
  if (!supplement) return []
  const detail = (
    <>
      <ul className="admission-demands">
        {supplement.demands.map((d) => (
          <li key={`${d.field}${d.text}`}>{d.text}</li>
        ))}
      </ul>
      <span className="cluster">
        <When at={supplement.answeredAt ?? supplement.toldAt} /> <Cite article="111/20.4" />
      </span>
    </>
  )
  return [{ title, state: supplement.answeredAt ? 'done' : 'now', detail }]
}

function publicSteps(
  state: Exclude<FiledAdmission, { status: 'refused' }>,
  w: (key: keyof typeof viewWords) => string,
  publishDue: Instant | undefined,
  endDue: Instant | undefined,
): Step[] {
  const admittedAt = 'admittedAt' in state ? state.admittedAt : undefined
  const publishedAt = 'publishedAt' in state ? state.publishedAt : undefined
  const endedAt = 'endedAt' in state ? state.endedAt : undefined
  return [
    {
      title: w('admitted'),
      state: admittedAt ? 'done' : 'todo',
      detail: admittedAt ? <When at={admittedAt} /> : w('admittedHow'),
    },
    {
      title: w('publicity'),
      state: publishedAt ? 'done' : admittedAt ? 'now' : 'todo',
      detail: (
        <Waits done={publishedAt} due={publishDue} article="111/20.2" open={admittedAt !== undefined} />
      ),
    },
    {
      title: w('ended'),
      state: endedAt ? 'done' : publishedAt ? 'now' : 'todo',
      detail: (
        <Waits done={endedAt} due={endDue} article="111/20.2" open={publishedAt !== undefined} closes />
      ),
    },
  ]
}

/** When it was done; or until when it is due; with the article. */
function Waits({
  done,
  due,
  article,
  open,
  closes = false,
}: {
  done: Instant | undefined
  due: Instant | undefined
  article: string
  open: boolean
  closes?: boolean
}) {
  return (
    <span className="cluster">
      {done ? <When at={done} /> : open && <Lamp due={due} closes={closes} />}
      <Cite article={article} />
    </span>
  )
}
