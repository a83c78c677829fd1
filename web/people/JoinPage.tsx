import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import type { OrganisationKind, Role } from '../../src/workflow/index.ts'
import { ApiError, send } from '../api/client.ts'
import { useMe, useSignOut } from '../api/session.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Page } from '../shared/Page.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { When } from '../shared/When.tsx'
import { roleWords } from '../shared/words.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import '../registry/tick.css'
import { joinWords } from './words.ts'

interface Offer {
  code: string
  organisationName: string
  kind: OrganisationKind
  name: string
  account: string
  roles: readonly Role[]
  expiresAt: Instant
}

const refusalOf = (error: unknown) => (error instanceof ApiError ? error.refusal : undefined)

/** Where somebody who was invited comes in: the code, what it is for, then with which account (111/19.1). */
export default function JoinPage() {
  const t = useWords(joinWords)
  const [code, setCode] = useState(() => decodeURIComponent(window.location.hash.slice(1)).slice(0, 40))
  const look = useMutation({
    mutationFn: async (given: string): Promise<Offer> => ({
      code: given,
      ...(await send<Omit<Offer, 'code'>>('/api/invitations/look', { code: given })),
    }),
  })
  const [joined, setJoined] = useState<string>()
  const me = useMe()?.actor

  if (joined) {
    return (
      <Page title={t('title')} width="narrow">
        <Card>
          <div className="stack">
            <Note tone="ok">{t('joined', { organisation: joined })}</Note>
            <p>
              <ButtonLink to={me ? '/desk' : '/sign-in'} look="primary">
                {t(me ? 'toDesk' : 'signIn')}
              </ButtonLink>
            </p>
          </div>
        </Card>
      </Page>
    )
  }
  const refusal = refusalOf(look.error)
  return (
    <Page
      title={t('title')}
      width="narrow"
      lead={
        <>
          {t('lead')} <Cite article={art('111', '19.1')} />
        </>
      }
    >
      <div className="stack">
        <Card>
          <form
            className="stack"
            onSubmit={(event: FormEvent) => {
              event.preventDefault()
              look.mutate(code)
            }}
          >
            <label className="field">
              <span>{t('code')}</span>
              <input
                className="input mono"
                value={code}
                maxLength={40}
                required
                autoComplete="one-time-code"
                spellCheck={false}
                onChange={(event) => setCode(event.target.value.toUpperCase())}
              />
              <span className="small mute">{t('codeHint')}</span>
            </label>
            {refusal && <RefusalNote refusal={refusal} />}
            <Button type="submit" look={look.data ? 'plain' : 'primary'} busy={look.isPending}>
              {t('look')}
            </Button>
          </form>
        </Card>
        {look.data && <Invited offer={look.data} onJoined={setJoined} />}
      </div>
    </Page>
  )
}

function Invited({ offer, onJoined }: { offer: Offer; onJoined: (organisation: string) => void }) {
  const t = useWords(joinWords)
  const say = useText()
  const me = useMe()?.actor
  return (
    <Card
      title={
        offer.name === ''
          ? t('invitesFirst', { organisation: offer.organisationName })
          : t('invites', { organisation: offer.organisationName, name: offer.name })
      }
    >
      <div className="stack">
        <dl className="facts">
          <dt>{t('roles')}</dt>
          <dd>{offer.roles.map((role) => say(wordOf(roleWords, role))).join('、')}</dd>
          <dt>{t('until')}</dt>
          <dd>
            <When at={offer.expiresAt} />
          </dd>
        </dl>
        <p className="small mute">{offer.name === '' ? t('ownName') : t('realName', { name: offer.name })}</p>
        {me ? (
          <AsMyself code={offer.code} onJoined={onJoined} />
        ) : (
          <AccountForm
            code={offer.code}
            given={offer.account}
            unnamed={offer.name === ''}
            onJoined={onJoined}
          />
        )}
      </div>
    </Card>
  )
}

interface JoinProps {
  code: string
  onJoined: (organisation: string) => void
}

function AsMyself({ code, onJoined }: JoinProps) {
  const t = useWords(joinWords)
  const me = useMe()?.actor
  const signOut = useSignOut()
  const accept = useMutation({
    mutationFn: () => send<{ organisationName: string }>('/api/invitations/accept', { code }),
    onSuccess: (answer) => onJoined(answer.organisationName),
  })
  const refusal = refusalOf(accept.error)
  return (
    <>
      {refusal && <RefusalNote refusal={refusal} />}
      <div className="cluster">
        <Button look="primary" busy={accept.isPending} onClick={() => accept.mutate()}>
          {t('acceptAs', { name: me?.personName })}
        </Button>
        <Button look="quiet" busy={signOut.isPending} onClick={() => signOut.mutate(undefined)}>
          {t('otherAccount')}
        </Button>
      </div>
    </>
  )
}

function AccountForm({ code, given, unnamed, onJoined }: JoinProps & { given: string; unnamed: boolean }) {
  const t = useWords(joinWords)
  const [existing, setExisting] = useState(given !== '')
  const [account, setAccount] = useState(given)
  const [password, setPassword] = useState('')
  const [person, setPerson] = useState({ name: '', phone: '' })
  const join = useMutation({
    mutationFn: () =>
      send<{ organisationName: string }>('/api/invitations/join', {
        ...{ code, account, password, existing },
        ...(unnamed ? person : {}),
      }),
    onSuccess: (answer) => onJoined(answer.organisationName),
  })
  const refusal = refusalOf(join.error)
  return (
    <form
      className="stack"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        join.mutate()
      }}
    >
      <div className="cluster">
        {([false, true] as const).map((known) => (
          <label key={String(known)} className="tick">
            <input
              type="radio"
              name="existing"
              checked={existing === known}
              onChange={() => setExisting(known)}
            />
            {t(known ? 'hasAccount' : 'newAccount')}
          </label>
        ))}
      </div>
      {unnamed &&
        !existing &&
        (['name', 'phone'] as const).map((field) => (
          <label key={field} className="field">
            <span>{t(field)}</span>
            <input
              className="input"
              value={person[field]}
              maxLength={field === 'name' ? 60 : 30}
              required
              autoComplete={field === 'name' ? 'name' : 'tel'}
              onChange={(event) => setPerson({ ...person, [field]: event.target.value })}
            />
          </label>
        ))}
      <label className="field">
        <span>{t('account')}</span>
        <input
          className="input"
          value={account}
          maxLength={40}
          required
          autoComplete="username"
          onChange={(event) => setAccount(event.target.value)}
        />
        {!existing && <span className="small mute">{t('accountHint')}</span>}
      </label>
      <label className="field">
        <span>{t('password')}</span>
        <input
          className="input"
          type="password"
          value={password}
          maxLength={200}
          required
          autoComplete={existing ? 'current-password' : 'new-password'}
          onChange={(event) => setPassword(event.target.value)}
        />
        {!existing && <span className="small mute">{t('passwordHint')}</span>}
      </label>
      {refusal && <RefusalNote refusal={refusal} />}
      <Button type="submit" look="primary" busy={join.isPending}>
        {t('accept')}
      </Button>
    </form>
  )
}
