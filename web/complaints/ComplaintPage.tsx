import type { Instant } from '../../src/calendar/index.ts'
import {
  type Complaint,
  complaintActionWords,
  complaintFactWords,
  complaintKindWords,
  complaintRefusalWords,
  complaintResultWords,
  complaintRules,
  complaintStatusWords,
  type FiledPaper,
  type Question,
} from '../../src/complaints/index.ts'
import type { Deadline } from '../../src/workflow/index.ts'
import { useMe } from '../api/session.ts'
import type { HistoryEntry, SubjectView } from '../api/types.ts'
import { usePathParams } from '../router/hooks.ts'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { Steps } from '../shared/Steps.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { ShownComplaint } from './context.ts'
import {
  AnswerForm,
  AskForm,
  DecideForm,
  EvidenceForm,
  PassForm,
  PublishForm,
  ReasonForm,
  RefusalForm,
  ResultForm,
  WriteForm,
} from './forms.tsx'
import { complaintWords } from './words.ts'
import '../registry/registry.css'

interface View extends SubjectView<Complaint> {
  clocks: readonly Deadline[]
  history: readonly (Omit<HistoryEntry, 'leaf'> & { leaf: string; index?: number })[]
  rejectedThisYear?: number
}

/** A complaint (111/47-52): what is said, who handles it until when, what was asked, what was decided. */
export default function ComplaintPage() {
  const { id = '' } = usePathParams()
  const t = useWords(complaintWords)
  const say = useText()
  const query = useSubject<Complaint>('complaints', id)
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  const view = query.data as View
  const { state: c } = view
  return (
    <Page
      title={t('titleOf', { title: c.about.title })}
      lead={
        <span className="cluster">
          <span className="tag">{say(complaintStatusWords[c.status])}</span>
          {say(complaintKindWords[c.kind])} <Cite article={complaintRules[c.kind].article} />
        </span>
      }
      trail={[{ to: '/desk/complaints', name: t('title') }]}
      width="wide"
    >
      <div className="admission">
        <div className="stack">
          <Decision c={c} />
          <Parties c={c} />
          <Material c={c} />
          <Investigation c={c} />
          <History view={view} />
        </div>
        <aside className="stack admission-aside">
          <Handling view={view} />
        </aside>
      </div>
    </Page>
  )
}

function Paper({ paper }: { paper: FiledPaper }) {
  return (
    <a href={`/api/files/${paper.id}`} target="_blank" rel="noreferrer">
      {paper.name}
    </a>
  )
}

const pageOf = {
  procurement: '/announcements',
  engagement: '/desk/engagements',
  admission: '/desk/admissions',
}

function Parties({ c }: { c: Complaint }) {
  const t = useWords(complaintWords)
  const complainant = 'complainant' in c ? c.complainant : undefined
  return (
    <Card title={t('about')}>
      <dl className="admission-facts">
        <div>
          <dt>{t('about')}</dt>
          <dd>
            <Link to={`${pageOf[c.about.subject]}/${c.about.id}`}>{c.about.title}</Link>
          </dd>
        </div>
        {complainant && (
          <div>
            <dt>{t('complainant')}</dt>
            <dd>
              {complainant.name}
              {complainant.personName && ` · ${complainant.personName}`}
            </dd>
          </div>
        )}
        <div>
          <dt>{t('respondent')}</dt>
          <dd>{c.respondent.name}</dd>
        </div>
        <div>
          <dt>{t('receiver')}</dt>
          <dd>{c.receiver.name}</dd>
        </div>
        {'madeAt' in c && (
          <div>
            <dt>{t('madeAt')}</dt>
            <dd>
              <When at={c.madeAt} />
            </dd>
          </div>
        )}
      </dl>
    </Card>
  )
}

function Material({ c }: { c: Complaint }) {
  const t = useWords(complaintWords)
  const material = 'material' in c ? c.material : undefined
  const said = 'said' in c ? c.said : undefined
  if (!material && !said) return null
  return (
    <Card title={t('material')} aside={<Cite article="111/48" />}>
      <div className="stack">
        {said && (
          <p>
            <strong>{t('said')}</strong>：{said}
          </p>
        )}
        {material && (
          <>
            <p>{material.facts}</p>
            <dl className="admission-facts">
              <div>
                <dt>{t('provisions')}</dt>
                <dd>{material.provisions}</dd>
              </div>
              {material.letter && (
                <div>
                  <dt>{t('letter')}</dt>
                  <dd>
                    <Paper paper={material.letter} /> · {material.signatory}
                  </dd>
                </div>
              )}
              {material.identity && (
                <div>
                  <dt>{t('identity')}</dt>
                  <dd>
                    <Paper paper={material.identity} />
                  </dd>
                </div>
              )}
              {(material.evidence ?? []).map((paper) => (
                <div key={paper.id}>
                  <dt>{t('evidence')}</dt>
                  <dd>
                    <Paper paper={paper} />
                  </dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </div>
    </Card>
  )
}

function QuestionItem({ q }: { q: Question }) {
  const t = useWords(complaintWords)
  const who = t(q.to === 'complainant' ? 'partyComplainant' : 'partyRespondent')
  return (
    <li>
      <p>
        <strong>{t('questionTo', { who })}</strong>：{q.text || t('notForYou')}{' '}
        <span className="small mute">
          <When at={q.at} />
        </span>
      </p>
      {q.text && (
        <p>
          {q.answer ? q.answer.text : <span className="tag">{t('unanswered')}</span>}{' '}
          {q.answer?.file && <Paper paper={q.answer.file} />}
        </p>
      )}
    </li>
  )
}

/** 50, 51.1: questions and answers, evidence, what departments said. */
function Investigation({ c }: { c: Complaint }) {
  const t = useWords(complaintWords)
  const questions = 'questions' in c ? (c.questions ?? []) : []
  const evidence = 'evidence' in c ? (c.evidence ?? []) : []
  const passings = 'passings' in c ? (c.passings ?? []) : []
  const waived = 'waived' in c && c.waived
  if (questions.length + evidence.length + passings.length === 0) return null
  return (
    <Card title={t('evidence')} aside={<Cite article="111/51.1" />}>
      <ul className="stack">
        {questions.map((q) => (
          <QuestionItem key={`${q.at}${q.to}${q.text}`} q={q} />
        ))}
        {evidence.map((e) => (
          <li key={`${e.at}${e.note}`}>
            {e.hearing && <span className="tag">{t('hearing')}</span>} {e.note}{' '}
            {e.file && <Paper paper={e.file} />}
          </li>
        ))}
        {passings.map((p) => (
          <li key={p.at}>
            <p>
              <strong>{t('passing', { department: p.department.name })}</strong>：{p.reason}{' '}
              <Cite article="111/50" />
            </p>
            {p.result && (
              <p>
                {t('result')}：{p.result.text} {p.result.file && <Paper paper={p.result.file} />}
              </p>
            )}
          </li>
        ))}
      </ul>
      {waived && <Note tone="warn">{t('waived')}</Note>}
    </Card>
  )
}

function Decision({ c }: { c: Complaint }) {
  const t = useWords(complaintWords)
  const say = useText()
  if (c.status === 'not-accepted' || c.status === 'withdrawn' || c.status === 'closed')
    return (
      <Card title={say(complaintStatusWords[c.status])}>
        <p>{c.reason}</p>
      </Card>
    )
  if (c.status !== 'decided' && c.status !== 'published') return null
  const { result, grounds, annuls } = c.decision
  return (
    <Card
      title={`${t('decision')}：${say(complaintResultWords[result])}`}
      tone={result === 'upheld' ? 'seal' : undefined}
      aside={<Cite article="111/49.6" />}
    >
      <div className="stack">
        <p>{grounds}</p>
        {annuls && (
          <p>
            {t('annulled')} <Cite article="111/27" />
          </p>
        )}
        {c.status === 'published' && (
          <p>
            <strong>{t('publishedText')}</strong>：{c.text}
          </p>
        )}
      </div>
    </Card>
  )
}

function Handling({ view }: { view: View }) {
  const t = useWords(complaintWords)
  const say = useText()
  const me = useMe()
  const { state: c, clocks } = view
  const own = me?.actor?.organisation === c.respondent.id ? 'respondent' : 'complainant'
  const questions = ('questions' in c ? (c.questions ?? []) : []).flatMap((q, n) =>
    q.answer || q.to !== own ? [] : [{ n, text: q.text }],
  )
  const { buttons, panel } = useActions({
    plural: 'complaints',
    id: view.id,
    actions: view.actions,
    words: complaintActionWords,
    refusals: complaintRefusalWords,
    forms: {
      ...{ write: WriteForm, refuse: ReasonForm, withdraw: ReasonForm, ask: AskForm, answer: AnswerForm },
      ...{ 'record-refusal': RefusalForm, 'add-evidence': EvidenceForm, pass: PassForm },
      ...{ 'return-result': ResultForm, decide: DecideForm, publish: PublishForm },
    },
    danger: ['refuse', 'withdraw', 'record-refusal'],
  })
  return (
    <>
      {clocks.length > 0 && (
        <Card title={t('clocks')}>
          <ul className="stack">
            {clocks.map((clock) => (
              <li key={`${clock.action}${clock.who}`}>
                <p>
                  {say(wordOf(complaintActionWords, clock.action))} <Cite article={clock.article} />
                </p>
                <Lamp due={clock.due as Instant} />
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card title={t('handling')}>
        <div className="stack">
          {view.rejectedThisYear ? (
            <Note tone="warn">
              {t('malicious', { n: view.rejectedThisYear })} <Cite article="111/39.8" />
            </Note>
          ) : null}
          <ShownComplaint value={{ kind: c.kind, questions }}>
            {panel}
            {buttons}
          </ShownComplaint>
          <Link to="/complaints">{t('publicTitle')}</Link>
        </div>
      </Card>
    </>
  )
}

function History({ view }: { view: View }) {
  const t = useWords(complaintWords)
  const say = useText()
  return (
    <Card title={t('history')} aside={<Cite article="111/28" />}>
      <Steps
        steps={view.history.map((entry) => ({
          title: say(wordOf(complaintFactWords, entry.kind), entry.params),
          state: /not-accepted|closed/.test(entry.kind) ? 'failed' : 'done',
          detail: (
            <span className="cluster">
              <When at={entry.at} seconds />
              {entry.article && <Cite article={entry.article} />}
              {entry.index !== undefined && <ProofButton leaf={entry.index} />}
            </span>
          ),
        }))}
      />
    </Card>
  )
}
