import { useState } from 'react'
import { art } from '../../src/gazette/index.ts'
import {
  type Invitation,
  isOpen,
  postWords,
  type Staff,
  type StaffKnowledge,
  type StaffMember,
  staffActionWords,
  staffFactWords,
  staffRefusalWords,
} from '../../src/registry/index.ts'
import { useMe } from '../api/session.ts'
import { useNow } from '../api/time.ts'
import type { HistoryEntry, SubjectView } from '../api/types.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { Page } from '../shared/Page.tsx'
import { Note, RefusalNote } from '../shared/RefusalNote.tsx'
import { Steps } from '../shared/Steps.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useCommand, useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { roleWords } from '../shared/words.ts'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import { HandOverForm, InviteDialog, RemoveDialog, RolesDialog } from './dialogs.tsx'
import './people.css'
import { staffWords } from './words.ts'

export interface StaffView extends SubjectView<Staff> {
  registered: StaffKnowledge
  history: readonly Omit<HistoryEntry, 'leaf'>[]
}

/** The people of the organisation that is active on screen (111/2, 19.1). */
export default function StaffPage() {
  const me = useMe()?.actor
  return me ? <People key={me.organisation} id={me.organisation} /> : <Loading />
}

function People({ id }: { id: string }) {
  const t = useWords(staffWords)
  const say = useText()
  const query = useSubject<Staff>('staff', id)
  const [dialog, setDialog] = useState<{ act: string; member: StaffMember } | { act: 'invite' }>()
  if (query.isPending) return <Loading rows={6} />
  if (query.error) return <QueryError error={query.error} retry={() => void query.refetch()} />
  const view = query.data as StaffView
  const { organisation, members, invitations } = view.state
  const close = () => setDialog(undefined)
  const may = (act: string) => view.actions.some((a) => a.act === act)
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead', { organisation: organisation.name })} <Cite article={art('111', '19.1')} />
        </>
      }
    >
      <div className="stack">
        <Acts view={view} invite={() => setDialog({ act: 'invite' })} />
        <Card title={`${t('members')} ${members.length}`} flush>
          <ul className="people-rows">
            {members.map((m) => (
              <Member
                key={m.person}
                member={m}
                registered={view.registered}
                acts={['set-roles', 'remove'].filter(may)}
                open={(act) => setDialog({ act, member: m })}
              />
            ))}
          </ul>
        </Card>
        {view.registered.admitted && (
          <Note>
            <span className="cluster">
              <span>
                {t('keyPeople')} <Cite article={art('111', '33.1')} />
              </span>
              <ButtonLink to="/desk/changes">{t('toChange')}</ButtonLink>
            </span>
          </Note>
        )}
        {invitations.length > 0 && <Invitations view={view} />}
        {view.history.length > 0 && (
          <Card title={t('history')} aside={<Cite article="111/28" />}>
            <Steps
              steps={view.history.toReversed().map((entry) => ({
                title: say(wordOf(staffFactWords, entry.kind), entry.params),
                state: 'done',
                detail: <When at={entry.at} seconds />,
              }))}
            />
          </Card>
        )}
      </div>
      {dialog?.act === 'invite' && <InviteDialog view={view} close={close} />}
      {dialog && 'member' in dialog && dialog.act === 'set-roles' && (
        <RolesDialog view={view} member={dialog.member} close={close} />
      )}
      {dialog && 'member' in dialog && dialog.act === 'remove' && (
        <RemoveDialog view={view} member={dialog.member} close={close} />
      )}
    </Page>
  )
}

/** What an administrator, or anyone for oneself, can do; why not, where not. */
function Acts({ view, invite }: { view: StaffView; invite: () => void }) {
  const say = useText()
  const { buttons, panel } = useActions({
    plural: 'staff',
    id: view.id,
    actions: view.actions,
    words: staffActionWords,
    refusals: staffRefusalWords,
    forms: { 'hand-over': HandOverForm },
    confirm: { leave: staffWords.leaveQuestion },
    hide: ['invite', 'set-roles', 'remove', 'withdraw-invitation'],
    danger: ['leave', 'hand-over'],
  })
  const offered = view.actions.find((a) => a.act === 'invite')
  return (
    <div className="people-acts">
      {offered && !offered.refusal && (
        <Button look="primary" onClick={invite}>
          {say(staffActionWords.invite)}
        </Button>
      )}
      {panel}
      {buttons}
    </div>
  )
}

function Member(props: {
  member: StaffMember
  registered: StaffKnowledge
  acts: readonly string[]
  open: (act: string) => void
}) {
  const { member, registered, acts, open } = props
  const t = useWords(staffWords)
  const say = useText()
  const me = useMe()?.actor
  const posts = registered.keyPeople.filter((p) => p.name === member.name).flatMap((p) => p.posts)
  const own = member.person === me?.person
  return (
    <li>
      <div>
        <strong>{member.name}</strong> <span className="small mute mono">{member.account}</span>{' '}
        {own && <span className="tag">{t('you')}</span>}
        <p className="cluster">
          {member.roles.map((role) => (
            <span key={role} className="tag" data-tone={role === 'admin' ? 'ok' : undefined}>
              {say(wordOf(roleWords, role))}
            </span>
          ))}
        </p>
        {posts.length > 0 && (
          <p className="small mute">
            {t('registered', { posts: posts.map((p) => postWords[p]) })} <Cite article={art('111', '19.2')} />
          </p>
        )}
      </div>
      <div className="cluster">
        {acts.includes('set-roles') && (
          <Button onClick={() => open('set-roles')} aria-label={t('rolesOf', { name: member.name })}>
            {t('changeRoles')}
          </Button>
        )}
        {acts.includes('remove') && !own && (
          <Button
            look="danger"
            onClick={() => open('remove')}
            aria-label={t('removeOf', { name: member.name })}
          >
            {t('remove')}
          </Button>
        )}
      </div>
    </li>
  )
}

function Invitations({ view }: { view: StaffView }) {
  const t = useWords(staffWords)
  const say = useText()
  const now = useNow(60_000)
  const command = useCommand('staff', view.id)
  const [asked, setAsked] = useState<Invitation>()
  const standing = (i: Invitation) => (i.status === 'open' && !isOpen(i, now) ? 'lapsed' : i.status)
  return (
    <Card title={t('invitations')} flush>
      <ul className="people-rows">
        {view.state.invitations.toReversed().map((i) => (
          <li key={i.id}>
            <div>
              <strong>{i.name}</strong> <span className="small mute num">{i.phone}</span>{' '}
              <span className="tag" data-tone={standing(i) === 'open' ? 'ok' : undefined}>
                {t(standing(i))}
              </span>
              <p className="small mute">
                {t('invitedBy', { name: i.invitedBy })} · <When at={i.invitedAt} />
                {standing(i) === 'open' && (
                  <>
                    {' '}
                    · {t('until')} <When at={i.expiresAt} />
                  </>
                )}
              </p>
            </div>
            {standing(i) === 'open' && <Button onClick={() => setAsked(i)}>{t('withdraw')}</Button>}
          </li>
        ))}
      </ul>
      {asked && (
        <Dialog title={say(staffActionWords['withdraw-invitation'])} onClose={() => setAsked(undefined)}>
          <div className="stack">
            <p>{t('withdrawQuestion', { name: asked.name })}</p>
            {command.refusal && <RefusalNote refusal={command.refusal} />}
            <Button
              look="danger"
              busy={command.busy}
              onClick={() =>
                void command
                  .send('withdraw-invitation', { invitation: asked.id })
                  .then((done) => done && setAsked(undefined))
              }
            >
              {say(staffActionWords['withdraw-invitation'])}
            </Button>
          </div>
        </Dialog>
      )}
    </Card>
  )
}
