import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { art } from '../../src/gazette/index.ts'
import { ApiError, get, type ServerRefusal, send } from '../api/client.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Page } from '../shared/Page.tsx'
import { QrCode } from '../shared/QrCode.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useWords } from '../words/words.ts'
import { CodeForm } from './CodeForm.tsx'
import './people.css'
import { securityWords } from './security-words.ts'

interface Standing {
  enrolled: boolean
  since: Instant | null
  recoveryLeft: number
}

/** A person's own second factor: set up with an authenticator, recovery codes shown once, taken out of use (111/19.1). */
export default function SecurityPage() {
  const t = useWords(securityWords)
  const client = useQueryClient()
  const query = useQuery({
    queryKey: ['second-factor'],
    queryFn: () => get<Standing>('/api/me/second-factor'),
  })
  const [recovery, setRecovery] = useState<readonly string[]>()
  const renew = () => void client.invalidateQueries({ queryKey: ['second-factor'] })
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '19.1')} />
        </>
      }
    >
      {query.isPending && <Loading rows={3} />}
      {query.error && <QueryError error={query.error} retry={() => void query.refetch()} />}
      {query.data && (
        <div className="stack">
          {recovery && <Recovery codes={recovery} close={() => setRecovery(undefined)} />}
          {query.data.enrolled ? (
            <Enrolled
              standing={query.data}
              onRecovery={(codes) => {
                setRecovery(codes)
                renew()
              }}
              onEnd={renew}
            />
          ) : (
            <Setup
              onRecovery={(codes) => {
                setRecovery(codes)
                renew()
              }}
            />
          )}
        </div>
      )}
    </Page>
  )
}

function Recovery({ codes, close }: { codes: readonly string[]; close: () => void }) {
  const t = useWords(securityWords)
  return (
    <Card tone="ok" title={t('on')}>
      <div className="stack">
        <p>{t('recovery')}</p>
        <ul className="people-recovery mono">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="cluster no-print">
          <Button onClick={() => window.print()}>{t('print')}</Button>
          <Button look="primary" onClick={close}>
            {t('kept')}
          </Button>
        </div>
      </div>
    </Card>
  )
}

function Setup({ onRecovery }: { onRecovery: (codes: readonly string[]) => void }) {
  const t = useWords(securityWords)
  const [begun, setBegun] = useState<{ secret: string; uri: string }>()
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function begin() {
    try {
      setBegun(await send<{ secret: string; uri: string }>('/api/me/second-factor/begin'))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
    }
  }
  return (
    <Card title={t('off')} aside={<Cite article={art('111', '19.1')} />}>
      <div className="stack">
        <p className="mute">{t('why')}</p>
        {refusal && <RefusalNote refusal={refusal} />}
        {begun ? (
          <>
            <p>{t('scan')}</p>
            <div className="people-secret">
              <QrCode text={begun.uri} size={184} />
              <span className="mono">{begun.secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</span>
            </div>
            <CodeForm<{ recovery: string[] }>
              path="/api/me/second-factor/confirm"
              submit={t('confirm')}
              look="primary"
              recovery={false}
              onDone={(answer) => onRecovery(answer.recovery)}
            />
          </>
        ) : (
          <p>
            <Button look="primary" onClick={() => void begin()}>
              {t('begin')}
            </Button>
          </p>
        )}
      </div>
    </Card>
  )
}

function Enrolled(props: {
  standing: Standing
  onRecovery: (codes: readonly string[]) => void
  onEnd: () => void
}) {
  const t = useWords(securityWords)
  const { since, recoveryLeft } = props.standing
  return (
    <>
      <Note tone="ok">
        {t('on')} · {t('since')} {since && <When at={since} />} · {t('left')} {recoveryLeft}
      </Note>
      <Card title={t('renew')}>
        <CodeForm<{ recovery: string[] }>
          path="/api/me/second-factor/renew"
          submit={t('renew')}
          onDone={(answer) => props.onRecovery(answer.recovery)}
        />
      </Card>
      <Card title={t('end')}>
        <CodeForm path="/api/me/second-factor/end" submit={t('end')} look="danger" onDone={props.onEnd} />
      </Card>
    </>
  )
}
