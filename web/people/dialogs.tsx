import { Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import {
  invitationFaults,
  refusalWords,
  rolesOf,
  type StaffMember,
  staffActionWords,
  staffRefusalWords,
} from '../../src/registry/index.ts'
import type { Role } from '../../src/workflow/index.ts'
import { useMe } from '../api/session.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import type { ActionFormProps } from '../shared/useActions.tsx'
import { useCommand, useSubject } from '../shared/useCommand.ts'
import { roleWords } from '../shared/words.ts'
import { useText, useWords, wordOf } from '../words/words.ts'
import type { StaffView } from './StaffPage.tsx'
import { staffWords } from './words.ts'

interface DialogProps {
  view: StaffView
  close: () => void
}

const refusals = { ...refusalWords, ...staffRefusalWords }

function useRoleOptions(view: StaffView) {
  const say = useText()
  return rolesOf(view.state.organisation.kind)
    .filter((role) => role !== 'member')
    .map((role) => ({ value: role, label: say(wordOf(roleWords, role)) }))
}

interface Typed extends Record<string, unknown> {
  name: string
  phone: string
  account: string
  roles: Role[]
}

/** Invites somebody; the one-time code is shown once, in this dialog. */
export function InviteDialog({ view, close }: DialogProps) {
  const t = useWords(staffWords)
  const say = useText()
  const command = useCommand('staff', view.id)
  const options = useRoleOptions(view)
  const [issued, setIssued] = useState<{ name: string; code: string }>()
  const whole = (typed: Partial<Typed>): Typed => ({
    name: typed.name ?? '',
    phone: typed.phone ?? '',
    account: typed.account ?? '',
    roles: typed.roles ?? [],
  })
  if (issued) {
    return (
      <Dialog title={t('issued', { name: issued.name })} onClose={close}>
        <div className="stack">
          <Note tone="ok">{t('codeOnce')}</Note>
          <p className="people-code mono">{issued.code}</p>
          <p className="small mute">{t('codeLink')}</p>
          <p className="small mono people-link">{`${window.location.origin}/join#${issued.code}`}</p>
          <Button look="primary" onClick={close}>
            {t('done')}
          </Button>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title={say(staffActionWords.invite)} onClose={close} wide>
      <DraftForm<Typed>
        draft={`staff-invite/${view.id}`}
        initial={{ name: '', phone: '', account: '', roles: [] }}
        submit={say(staffActionWords.invite)}
        busy={command.busy}
        refusal={command.refusal}
        refusals={refusals}
        check={(typed) => invitationFaults(whole(typed))}
        onSubmit={async (typed) => {
          const answer = await command.send('invite', { ...whole(typed) })
          if (answer) setIssued({ name: typed.name, code: (answer as unknown as { code: string }).code })
          return answer !== undefined
        }}
      >
        <Field name="name" required label={t('name')} hint={t('nameHint')}>
          <Input maxLength={60} autoComplete="off" />
        </Field>
        <Field name="phone" required label={t('phone')}>
          <Input maxLength={30} autoComplete="off" />
        </Field>
        {options.length > 0 && (
          <Field name="roles" label={t('roles')}>
            <Checkbox.Group options={options} />
          </Field>
        )}
        <Field name="account" label={t('account')} hint={t('accountHint')}>
          <Input maxLength={40} autoComplete="off" />
        </Field>
      </DraftForm>
    </Dialog>
  )
}

/** What a member may do here. */
export function RolesDialog({ view, member, close }: DialogProps & { member: StaffMember }) {
  const t = useWords(staffWords)
  const command = useCommand('staff', view.id)
  const options = useRoleOptions(view)
  return (
    <Dialog title={t('rolesOf', { name: member.name })} onClose={close} wide>
      <DraftForm<{ roles: Role[] }>
        draft={`staff-roles/${view.id}/${member.person}`}
        initial={{ roles: member.roles.filter((r) => r !== 'member') }}
        submit={t('save')}
        busy={command.busy}
        refusal={command.refusal}
        onSubmit={async ({ roles }) => {
          const done = await command.send('set-roles', { person: member.person, roles: [...roles, 'member'] })
          if (done) close()
          return done !== undefined
        }}
      >
        <Field name="roles" label={t('roles')}>
          <Checkbox.Group options={options} />
        </Field>
      </DraftForm>
    </Dialog>
  )
}

export function RemoveDialog({ view, member, close }: DialogProps & { member: StaffMember }) {
  const t = useWords(staffWords)
  const say = useText()
  const command = useCommand('staff', view.id)
  return (
    <Dialog title={t('removeOf', { name: member.name })} onClose={close} wide>
      <DraftForm<{ reason: string }>
        draft={`staff-remove/${view.id}/${member.person}`}
        initial={{ reason: '' }}
        submit={say(staffActionWords.remove)}
        busy={command.busy}
        refusal={command.refusal}
        onSubmit={async ({ reason }) => {
          const done = await command.send('remove', { person: member.person, reason })
          if (done) close()
          return done !== undefined
        }}
      >
        <Field name="reason" required label={t('reason')} hint={t('reasonHint')}>
          <Input maxLength={500} />
        </Field>
      </DraftForm>
    </Dialog>
  )
}

/** 19.1: one act, from one hand to another. */
export function HandOverForm({ command, submit }: ActionFormProps) {
  const t = useWords(staffWords)
  const say = useText()
  const me = useMe()?.actor
  const view = useSubject('staff', me?.organisation ?? '').data as StaffView | undefined
  const others = view?.state.members.filter((m) => m.person !== me?.person) ?? []
  return (
    <DraftForm<{ successor: string }>
      draft={`staff-hand-over/${me?.organisation}`}
      initial={{}}
      submit={say(staffActionWords['hand-over'])}
      busy={command.busy}
      refusal={command.refusal}
      onSubmit={submit}
    >
      <Field name="successor" required label={t('to')} hint={t('handOverHint')}>
        <Select options={others.map((m) => ({ value: m.person, label: `${m.name}（${m.account}）` }))} />
      </Field>
    </DraftForm>
  )
}
