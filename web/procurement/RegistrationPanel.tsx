import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import {
  type Condition,
  conditionWords,
  type Draft,
  methodOf,
  type Procurement,
  type RegistrationReceipt,
  refusalWords,
  winnerOf,
} from '../../src/procurement/index.ts'
import type { AvailableAction } from '../../src/workflow/index.ts'
import { ApiError, get, type ServerRefusal, send } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { ProofButton } from '../shared/ProofButton.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { When } from '../shared/When.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { deviceOf } from './device.ts'
import { offerWords } from './method-words.ts'
import { OfferFields, type Typed } from './OfferFields.tsx'
import { keyFault, type SealedOffer, sealOffer } from './sealing.ts'
import { type OwnRegistration, registrationKey, type Sealing } from './view.ts'
import { registrationWords } from './words.ts'

/** The agency's side: which conditions it meets, the commitment, the receipt, the way back (23.2, 25.2). */
export function RegistrationPanel({
  id,
  state,
  actions,
}: {
  id: string
  state: Procurement
  actions: readonly AvailableAction[]
}) {
  const t = useWords(registrationWords)
  const o = useWords(offerWords)
  const me = useMe()?.actor
  const query = useQuery({
    queryKey: registrationKey(id),
    queryFn: ({ signal }) => get<OwnRegistration>(`/api/procurements/${id}/registration`, {}, signal),
  })
  if (query.isPending) return <Loading rows={2} height={6} />
  if (!query.data) return null
  const own = query.data
  const may = (act: string) => actions.some((a) => a.act === act && !a.refusal)
  if (state.status !== 'open') return <Afterwards state={state} own={own} me={me?.organisation} />
  return (
    <>
      {own.receipt ? (
        <Registered
          id={id}
          receipt={own.receipt}
          mayWithdraw={may('withdraw-registration')}
          sealed={
            state.draft.method !== undefined && methodOf(state.draft.method)?.offer(state.draft) !== 'none'
          }
        />
      ) : (
        <Card title={t('title')} aside={<Cite article={art('111', '23.2')} />}>
          <div className="stack">
            <p className="small mute">
              {t('secret')} <Cite article={art('111', '53.2')} />
            </p>
            {own.declined && <Declined id={id} />}
            {!own.declined && may('decline') && (
              <p>
                {o('invited')} <Cite article={art('111', '22.1.2')} />
              </p>
            )}
            {may('register') && (
              <RegisterButton id={id} number={state.number} draft={state.draft} sealing={own.offer} />
            )}
            {may('decline') && <DeclineButton id={id} />}
            {!own.declined && !may('register') && <p>{t('cannot')}</p>}
          </div>
        </Card>
      )}
      <Conditions conditions={own.conditions} />
    </>
  )
}

function Conditions({ conditions }: { conditions: readonly Condition[] }) {
  const t = useWords(registrationWords)
  const say = useText()
  return (
    <Card title={t('conditions')}>
      <ul className="conditions">
        {conditions.map((c, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two qualifications may share a code; their order is fixed.
          <li key={i} data-met={c.refusal === undefined}>
            <span aria-hidden="true">{c.refusal ? '×' : '✓'}</span>
            <span>
              {say(conditionWords[c.code])} <Cite article={c.article} />
              <span className="visually-hidden">（{t(c.refusal ? 'notMet' : 'met')}）</span>
              {c.refusal && (
                <span className="small conditions-why">
                  {say(wordOf(refusalWords, c.refusal.code), c.refusal.params)}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Sends a registration or its withdrawal and puts what it changed on screen. */
function useSend(id: string) {
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServerRefusal>()
  async function refresh() {
    await client.invalidateQueries({ queryKey: registrationKey(id) })
    await client.invalidateQueries({ queryKey: ['subject', 'procurements', id] })
  }
  async function run(act: string, body: object): Promise<void> {
    setBusy(true)
    setRefusal(undefined)
    try {
      await send(`/api/procurements/${id}/${act}`, body)
      await refresh()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      // The refusal is read first: a new state might take the dialog away with it.
      setRefusal(error.refusal)
    } finally {
      setBusy(false)
    }
  }
  return { busy, refusal, run, refresh }
}

function RegisterButton({
  id,
  number,
  draft,
  sealing,
}: {
  id: string
  number: string
  draft: Draft
  sealing: Sealing | undefined
}) {
  const t = useWords(registrationWords)
  const o = useWords(offerWords)
  const me = useMe()?.actor
  const [typed, setTyped] = useState<Typed>()
  const [tooLong, setTooLong] = useState(false)
  const [fault, setFault] = useState<ServerRefusal>()
  const sealed = useRef<{ typed: Typed; body: SealedOffer }>(undefined)
  const [open, setOpen] = useState(false)
  const [agreed, setAgreed] = useState(false)
  const { busy, refusal, run, refresh } = useSend(id)
  // The same number for the same attempt: sent twice it registers once, and answers the same receipt.
  const nonce = useRef(randomHex())
  const close = () => {
    setOpen(false)
    void refresh()
  }
  const register = async () => {
    if (!sealing) return run('register', { nonce: nonce.current, commitment: agreed, device: deviceOf() })
    if (!typed || !me) return undefined
    // Sealed once for what was typed: sent again after a broken connection it is the same registration.
    if (sealed.current?.typed !== typed) {
      const fault = await keyFault(number, sealing)
      setFault(fault)
      if (fault) return undefined
      const body = sealOffer(sealing, me.organisation, typed)
      setTooLong(body === undefined)
      if (!body) return undefined
      sealed.current = { typed, body }
    }
    return run('register', { ...sealed.current.body, commitment: agreed, device: deviceOf() })
  }
  return (
    <>
      <Button look="primary" onClick={() => setOpen(true)}>
        {t('register')}
      </Button>
      {open && (
        <Dialog title={t('commitmentTitle')} onClose={close}>
          <div className="stack">
            <p className="song procurement-commitment">{t('commitment')}</p>
            {sealing && <OfferFields sealing={sealing} draft={draft} onChange={setTyped} />}
            <label className="procurement-agree">
              <input type="checkbox" checked={agreed} onChange={(event) => setAgreed(event.target.checked)} />
              <span>
                {t('agree')} <Cite article={art('111', '23.2')} />
              </span>
            </label>
            {sealing && agreed && !typed && <Note tone="warn">{o('incomplete')}</Note>}
            {fault && <RefusalNote refusal={fault} />}
            {tooLong && <Note tone="warn">{o('tooLong')}</Note>}
            {refusal && <RefusalNote refusal={refusal} />}
            <Button
              look="primary"
              busy={busy}
              disabled={!agreed || (sealing !== undefined && !typed)}
              onClick={() => void register()}
            >
              {t('confirm')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}

/** 22.1.2: one who was asked by name says no, until the deadline. */
function DeclineButton({ id }: { id: string }) {
  const o = useWords(offerWords)
  const t = useWords(registrationWords)
  const [open, setOpen] = useState(false)
  const { busy, refusal, run } = useSend(id)
  return (
    <>
      <Button look="quiet" onClick={() => setOpen(true)}>
        {o('decline')}
      </Button>
      {open && (
        <Dialog title={o('decline')} onClose={() => setOpen(false)}>
          <div className="stack">
            <p>{o('declineQuestion')}</p>
            {refusal && <RefusalNote refusal={refusal} />}
            <div className="cluster">
              <Button onClick={() => setOpen(false)}>{t('close')}</Button>
              <Button look="danger" busy={busy} onClick={() => void run('decline', {})}>
                {o('decline')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </>
  )
}

function Declined({ id }: { id: string }) {
  const o = useWords(offerWords)
  const { busy, refusal, run } = useSend(id)
  return (
    <>
      <Note>{o('declined')}</Note>
      {refusal && <RefusalNote refusal={refusal} />}
      <Button look="quiet" busy={busy} onClick={() => void run('withdraw-registration', {})}>
        {o('takeBack')}
      </Button>
    </>
  )
}

const randomHex = (): string =>
  [...crypto.getRandomValues(new Uint8Array(32))].map((b) => b.toString(16).padStart(2, '0')).join('')

function Registered({
  id,
  receipt,
  mayWithdraw,
  sealed,
}: {
  id: string
  sealed: boolean
  receipt: RegistrationReceipt
  mayWithdraw: boolean
}) {
  const t = useWords(registrationWords)
  const o = useWords(offerWords)
  const [open, setOpen] = useState(false)
  const { busy, refusal, run, refresh } = useSend(id)
  const close = () => {
    setOpen(false)
    void refresh()
  }
  const file = `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(receipt, null, 2))}`
  return (
    <Card tone="ok" title={t('done')} aside={<Cite article={art('111', '23.2')} />}>
      <div className="stack">
        <dl className="facts">
          <dt>{t('doneAt')}</dt>
          <dd>
            <When at={receipt.registeredAt} seconds />
          </dd>
          <dt>{t('leaf')}</dt>
          <dd className="mono procurement-hash">{receipt.leaf}</dd>
        </dl>
        {sealed && <p className="small mute">{o('sealed')}</p>}
        <p className="small mute">{t('receiptLead')}</p>
        <div className="cluster">
          <a
            className="btn"
            data-look="primary"
            href={file}
            download={`${receipt.announcement}-receipt.json`}
          >
            {t('save')}
          </a>
          <ProofButton leaf={receipt.leaf} label={t('proof')} />
        </div>
        {mayWithdraw && (
          <p>
            <Button look="quiet" onClick={() => setOpen(true)}>
              {t('withdraw')}
            </Button>{' '}
            <Cite article={art('111', '25.2')} />
          </p>
        )}
      </div>
      {open && (
        <Dialog title={t('withdraw')} onClose={close}>
          <div className="stack">
            <p>{t('withdrawQuestion')}</p>
            {refusal && <RefusalNote refusal={refusal} />}
            <div className="cluster">
              <Button onClick={close}>{t('keep')}</Button>
              <Button look="danger" busy={busy} onClick={() => void run('withdraw-registration', {})}>
                {t('withdraw')}
              </Button>
            </div>
          </div>
        </Dialog>
      )}
    </Card>
  )
}

/** After the deadline: whether one took part, and if not, by which article. */
function Afterwards({
  state,
  own,
  me,
}: {
  state: Procurement
  own: OwnRegistration
  me: string | undefined
}) {
  const t = useWords(registrationWords)
  const o = useWords(offerWords)
  const say = useText()
  if (state.status === 'cancelled') return null
  if (own.receipt) return <Note>{t('closed')}</Note>
  if (own.declined) return <Note>{o('declined')}</Note>
  if (!own.registered) return <Note>{t('notRegistered')}</Note>
  if (own.refusal) {
    return (
      <Note tone="warn">
        {t('excluded')}
        {say(wordOf(refusalWords, own.refusal.code), own.refusal.params)}{' '}
        <Cite article={own.refusal.article} />
      </Note>
    )
  }
  const won = 'result' in state && winnerOf(state.result)?.agency === me
  return <Note tone={won ? 'ok' : 'info'}>{t(won ? 'won' : 'tookPart')}</Note>
}
