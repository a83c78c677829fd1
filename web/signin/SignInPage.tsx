import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import { ApiError, get } from '../api/client.ts'
import { signedIn, useDemoSignIn, useMe, useSignIn } from '../api/session.ts'
import { useMarket } from '../api/time.ts'
import type { DemoPerson } from '../api/types.ts'
import { CodeForm } from '../people/CodeForm.tsx'
import { securityWords } from '../people/security-words.ts'
import { useGo, useQueryText } from '../router/hooks.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { kindWords, roleWords } from '../shared/words.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import './SignInPage.css'
import { signInWords } from './words.ts'

/** Where to go after signing in: a path of this site, never another address. */
function useDestination(): () => void {
  const [query] = useQueryText()
  const go = useGo()
  const to = query.to?.startsWith('/') && !query.to.startsWith('//') ? query.to : '/desk'
  return () => go(to)
}

export default function SignInPage() {
  const t = useWords(signInWords)
  const market = useMarket()
  const me = useMe()
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="stack">
        {me?.actor && (
          <Note>
            <span className="cluster">
              {t('signedIn', { name: `${me.actor.personName}（${me.actor.organisationName}）` })}
              <ButtonLink to="/desk">{t('toDesk')}</ButtonLink>
            </span>
          </Note>
        )}
        <div className="signin" data-demo={market?.mode === 'demonstration' || undefined}>
          <PasswordForm />
          {market?.mode === 'demonstration' && <DemoPeople />}
        </div>
      </div>
    </Page>
  )
}

function PasswordForm() {
  const t = useWords(signInWords)
  const s = useWords(securityWords)
  const client = useQueryClient()
  const signIn = useSignIn()
  const leave = useDestination()
  const [account, setAccount] = useState('')
  const [password, setPassword] = useState('')
  const [shown, setShown] = useState(false)
  const refusal = signIn.error instanceof ApiError ? signIn.error.refusal : undefined

  function submit(event: FormEvent) {
    event.preventDefault()
    signIn.mutate({ account, password }, { onSuccess: (answer) => !answer.secondFactor && leave() })
  }

  if (signIn.data?.secondFactor) {
    return (
      <Card title={s('secondStep')} aside={<Cite article={art('111', '19.1')} />}>
        <div className="stack">
          <CodeForm
            path="/api/auth/second-factor"
            submit={s('verify')}
            look="primary"
            onDone={() => void signedIn(client).then(leave)}
          />
          <p className="small mute">{s('secondStepWhy')}</p>
        </div>
      </Card>
    )
  }
  return (
    <Card>
      <form className="stack" onSubmit={submit}>
        <label className="field">
          <span>{t('account')}</span>
          <input
            className="input"
            name="account"
            autoComplete="username"
            required
            maxLength={40}
            value={account}
            onChange={(event) => setAccount(event.target.value)}
          />
        </label>
        <label className="field">
          <span>{t('password')}</span>
          <input
            className="input"
            name="password"
            type={shown ? 'text' : 'password'}
            autoComplete="current-password"
            required
            maxLength={200}
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </label>
        <label className="check">
          <input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} />
          {t('show')}
        </label>
        {refusal && <RefusalNote refusal={refusal} />}
        <Button type="submit" look="primary" busy={signIn.isPending}>
          {t('submit')}
        </Button>
        <p className="small mute">
          {t('realName')} <Cite article={art('111', '19.1')} />
        </p>
        <p className="small">
          {t('noAccount')} <Link to="/register">{t('register')}</Link>　{t('invited')}{' '}
          <Link to="/join">{t('join')}</Link>
        </p>
      </form>
    </Card>
  )
}

const order = ['owner', 'agency', 'operator', 'department', 'management']
const FEW = 3

/** The demo people by kind of organisation; one click signs in. */
function DemoPeople() {
  const t = useWords(signInWords)
  const say = useText()
  const people = useQuery({
    queryKey: ['demo-people'],
    queryFn: async () => {
      const answer = await get<readonly DemoPerson[] | { items: readonly DemoPerson[] }>('/api/demo/people')
      return 'items' in answer ? answer.items : answer
    },
    staleTime: 300_000,
  })
  const [text, setText] = useState('')
  const found = people.data?.filter((p) =>
    [p.name, p.account, p.organisationName].some((s) => s.includes(text.trim())),
  )
  const kinds = [...Map.groupBy(found ?? [], (p) => p.kind)].toSorted(([a], [b]) => rank(a) - rank(b))
  return (
    <Card title={t('demo')}>
      <p className="mute signin-why">{t('demoWhy')}</p>
      <input
        className="input"
        type="search"
        aria-label={t('find')}
        placeholder={t('find')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {people.isPending && <Loading rows={5} height={3} />}
      {kinds.map(([kind, own]) => (
        <section key={kind} className="people">
          <h3>{say(wordOf(kindWords, kind))}</h3>
          <People people={own} open={text.trim() !== ''} />
        </section>
      ))}
    </Card>
  )
}

const rank = (kind: string) => (order.includes(kind) ? order.indexOf(kind) : order.length)

function People({ people, open }: { people: readonly DemoPerson[]; open: boolean }) {
  const t = useWords(signInWords)
  const say = useText()
  const signIn = useDemoSignIn()
  const leave = useDestination()
  const [all, setAll] = useState(false)
  const shown = all || open ? people : people.slice(0, FEW)
  const refusal = signIn.error instanceof ApiError ? signIn.error.refusal : undefined
  return (
    <>
      {refusal && <RefusalNote refusal={refusal} />}
      <ul className="people-list">
        {shown.map((person) => (
          <li key={person.account}>
            <button
              type="button"
              disabled={signIn.isPending}
              onClick={() => signIn.mutate(person.account, { onSuccess: leave })}
            >
              <strong>{person.name}</strong>
              <span className="small mute">
                {person.organisationName}
                <br />
                {person.roles.map((role) => say(wordOf(roleWords, role))).join('、')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < people.length && (
        <Button look="quiet" onClick={() => setAll(true)}>
          {t('more', { n: people.length - shown.length })}
        </Button>
      )}
    </>
  )
}
