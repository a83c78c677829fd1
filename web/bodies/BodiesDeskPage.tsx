import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import {
  type BodyEntry,
  type BodyFields,
  bodyFaults,
  bodyKinds,
  bodyRefusalWords,
  type HeldByBody,
  places,
  refusalWords,
} from '../../src/registry/index.ts'
import { ApiError, send } from '../api/client.ts'
import { Button } from '../shared/Button.tsx'
import { Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { regionName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { useCommand, useSubject } from '../shared/useCommand.ts'
import { kindWords } from '../shared/words.ts'
import { useLanguage } from '../words/language.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import { BodyTree, type ShownBody, useBodies } from './BodyTree.tsx'
import { bodiesWords } from './words.ts'

type Opened = { what: 'set-up' } | { what: 'rename' | 'end' | 'appoint'; body: ShownBody }

/** The city's management body keeps the bodies of every region (111/7, 8, 9). */
export default function BodiesDeskPage() {
  const t = useWords(bodiesWords)
  const mayChange = useBodies().data?.mayChange ?? false
  const [opened, setOpened] = useState<Opened>()
  const close = () => setOpened(undefined)
  return (
    <Page
      title={t('deskTitle')}
      lead={
        <>
          {t('keep')} <Cite article={art('111', '7')} />
        </>
      }
      width="wide"
      aside={
        mayChange && (
          <Button look="primary" onClick={() => setOpened({ what: 'set-up' })}>
            {t('setUp')}
          </Button>
        )
      }
    >
      <BodyTree
        {...(mayChange ? { beside: (body: ShownBody) => <Acts body={body} open={setOpened} /> } : {})}
      />
      {opened?.what === 'set-up' && <SetUp close={close} />}
      {opened?.what === 'appoint' && <Appoint body={opened.body} close={close} />}
      {opened?.what === 'rename' && <Rename body={opened.body} close={close} />}
      {opened?.what === 'end' && <End body={opened.body} close={close} />}
    </Page>
  )
}

function Acts({ body, open }: { body: ShownBody; open: (opened: Opened) => void }) {
  const t = useWords(bodiesWords)
  return (
    <>
      {body.administrators === 0 && (
        <Button
          onClick={() => open({ what: 'appoint', body })}
          aria-label={t('appointOf', { name: body.name })}
        >
          {t('appoint')}
        </Button>
      )}
      <Button
        look="quiet"
        onClick={() => open({ what: 'rename', body })}
        aria-label={t('renameOf', { name: body.name })}
      >
        {t('rename')}
      </Button>
      <Button
        look="quiet"
        onClick={() => open({ what: 'end', body })}
        aria-label={t('endOf', { name: body.name })}
      >
        {t('end')}
      </Button>
    </>
  )
}

const refusals = { ...refusalWords, ...bodyRefusalWords }

/** A one-time code, said once. */
function Issued({ title, code, close }: { title: string; code: string; close: () => void }) {
  const t = useWords(bodiesWords)
  return (
    <Dialog title={title} onClose={close}>
      <div className="stack">
        <Note tone="ok">{t('codeOnce')}</Note>
        <p className="song mono" style={{ fontSize: '1.7rem', textAlign: 'center' }}>
          {code}
        </p>
        <Button look="primary" onClick={close}>
          {t('done')}
        </Button>
      </div>
    </Dialog>
  )
}

function useIssue(path: string) {
  const client = useQueryClient()
  const issue = useMutation<{ code: string }, Error, object>({
    mutationFn: (body) => send<{ code: string }>(path, body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['bodies'] }),
  })
  const refusal = issue.error instanceof ApiError ? issue.error.refusal : undefined
  const run = (body: object) =>
    issue.mutateAsync(body).then(
      () => true,
      () => false,
    )
  return { run, refusal, busy: issue.isPending, code: issue.data?.code }
}

type Typed = Partial<BodyFields> & { administrator?: { name?: string; phone?: string } }

const fieldsOf = (typed: Typed): BodyFields => ({
  kind: typed.kind ?? 'department',
  region: typed.region ?? '',
  name: typed.name ?? '',
  short: typed.short ?? '',
  branch: typed.kind === 'department' ? (typed.branch ?? '') : '',
  documentNumber: typed.documentNumber ?? '',
})

function SetUp({ close }: { close: () => void }) {
  const t = useWords(bodiesWords)
  const say = useText()
  const language = useLanguage()
  const issue = useIssue('/api/bodies')
  const city = useBodies().data?.regions.find((r) => r.code === places[0]?.code)
  const branches = city?.bodies.filter((b) => b.kind === 'department') ?? []
  if (issue.code) return <Issued title={t('setUp')} code={issue.code} close={close} />
  return (
    <Dialog title={t('setUp')} onClose={close} wide>
      <DraftForm<Typed & Record<string, unknown>>
        draft="body"
        initial={{ kind: 'department' }}
        submit={t('setUp')}
        busy={issue.busy}
        refusal={issue.refusal}
        refusals={refusals}
        check={(typed) => bodyFaults(fieldsOf(typed))}
        onSubmit={(typed) => issue.run({ ...fieldsOf(typed), administrator: typed.administrator ?? {} })}
      >
        {(typed) => (
          <>
            <Field name="kind" required label={t('kind')} cites={art('111', '7')}>
              <Select
                options={bodyKinds.map((k) => ({ value: k.kind, label: say(wordOf(kindWords, k.kind)) }))}
              />
            </Field>
            <Field name="region" required label={t('region')}>
              <Select
                options={places.map((p) => ({ value: p.code, label: regionName(p.code, language) }))}
                showSearch={{ optionFilterProp: 'label' }}
              />
            </Field>
            <Field name="name" required label={t('name')}>
              <Input maxLength={120} />
            </Field>
            <Field name="short" required label={t('short')}>
              <Input maxLength={60} />
            </Field>
            {(typed as Typed).kind === 'department' && (
              <Field name="branch" label={t('branch')}>
                <Select
                  allowClear
                  options={branches.map((b) => ({ value: b.id, label: b.name }))}
                  showSearch={{ optionFilterProp: 'label' }}
                />
              </Field>
            )}
            <Field name="documentNumber" required label={t('documentNumber')}>
              <Input maxLength={80} />
            </Field>
            <Field name="administrator.name" required label={t('adminName')}>
              <Input maxLength={60} autoComplete="off" />
            </Field>
            <Field name="administrator.phone" required label={t('adminPhone')}>
              <Input maxLength={30} autoComplete="off" />
            </Field>
          </>
        )}
      </DraftForm>
    </Dialog>
  )
}

interface OneBody {
  body: ShownBody
  close: () => void
}

function Appoint({ body, close }: OneBody) {
  const t = useWords(bodiesWords)
  const issue = useIssue(`/api/bodies/${body.id}/administrator`)
  const title = t('appointOf', { name: body.name })
  if (issue.code) return <Issued title={title} code={issue.code} close={close} />
  return (
    <Dialog title={title} onClose={close} wide>
      <DraftForm<{ administrator: { name: string; phone: string } }>
        draft={`body-administrator/${body.id}`}
        initial={{}}
        submit={t('appoint')}
        busy={issue.busy}
        refusal={issue.refusal}
        onSubmit={(typed) => issue.run(typed.administrator)}
      >
        <Field name="administrator.name" required label={t('adminName')}>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <Field name="administrator.phone" required label={t('adminPhone')}>
          <Input maxLength={30} autoComplete="off" />
        </Field>
      </DraftForm>
    </Dialog>
  )
}

function Rename({ body, close }: OneBody) {
  const t = useWords(bodiesWords)
  const command = useCommand('bodies', body.id)
  return (
    <Dialog title={t('renameOf', { name: body.name })} onClose={close} wide>
      <DraftForm<{ name: string; short: string; documentNumber: string }>
        draft={`body-name/${body.id}`}
        initial={{ name: body.name, short: body.short, documentNumber: '' }}
        submit={t('rename')}
        busy={command.busy}
        refusal={command.refusal}
        onSubmit={async (typed) => {
          const done = await command.send('rename', { ...typed })
          if (done) close()
          return done !== undefined
        }}
      >
        <Field name="name" required label={t('name')}>
          <Input maxLength={120} />
        </Field>
        <Field name="short" required label={t('short')}>
          <Input maxLength={60} />
        </Field>
        <Field name="documentNumber" required label={t('documentNumber')}>
          <Input maxLength={80} />
        </Field>
      </DraftForm>
    </Dialog>
  )
}

/** Ends a body, or says what it still holds. */
function End({ body, close }: OneBody) {
  const t = useWords(bodiesWords)
  const say = useText()
  const query = useSubject<BodyEntry>('bodies', body.id)
  const command = useCommand('bodies', body.id)
  const refusal = query.data?.actions.find((a) => a.act === 'end')?.refusal
  const held = (refusal?.params.held ?? []) as unknown as readonly HeldByBody[]
  return (
    <Dialog title={t('endOf', { name: body.name })} onClose={close} wide>
      {query.isPending && <Loading rows={2} />}
      {refusal && (
        <div className="stack">
          <Note tone="warn">
            {say(wordOf(bodyRefusalWords, refusal.code), { ...refusal.params, titles: '' })}{' '}
            <Cite article={refusal.article} />
          </Note>
          {held.length > 0 && (
            <>
              <h3>{t('held')}</h3>
              <ul className="body-list">
                {held.map((h) => (
                  <li key={`${h.subject}/${h.id}`}>{h.title}</li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
      {query.data && !refusal && (
        <DraftForm<{ reason: string; documentNumber: string }>
          draft={`body-end/${body.id}`}
          initial={{ reason: '', documentNumber: '' }}
          submit={t('end')}
          busy={command.busy}
          refusal={command.refusal}
          onSubmit={async (typed) => {
            const done = await command.send('end', { ...typed })
            if (done) close()
            return done !== undefined
          }}
        >
          <Field name="reason" required label={t('reason')}>
            <Input maxLength={500} />
          </Field>
          <Field name="documentNumber" required label={t('documentNumber')}>
            <Input maxLength={80} />
          </Field>
        </DraftForm>
      )}
    </Dialog>
  )
}
