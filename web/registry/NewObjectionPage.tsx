import { useMutation } from '@tanstack/react-query'
import { Input } from 'antd'
import { objectionActionWords } from '../../src/registry/index.ts'
import { ApiError, send } from '../api/client.ts'
import type { SubjectView } from '../api/types.ts'
import { useGo, useQueryText } from '../router/hooks.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Empty } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { DraftForm, Field } from '../shared/form/DraftForm.tsx'
import { FileInput, type FileRef } from '../shared/form/inputs.tsx'
import { Page } from '../shared/Page.tsx'
import { useText, useWords } from '../words/words.ts'
import { objectionWords } from './objection-words.ts'

interface Typed extends Record<string, unknown> {
  reason: string
  file?: FileRef
}

/** 20.3: an objection with its reason and a paper that shows it. */
export default function NewObjectionPage() {
  const t = useWords(objectionWords)
  const say = useText()
  const go = useGo()
  const [{ admission = '', name }] = useQueryText()
  const filing = useMutation<SubjectView, Error, Typed>({
    mutationFn: ({ reason, file }) =>
      send<SubjectView>('/api/objections', { admission, reason, ...(file ? { file } : {}) }),
    onSuccess: ({ id }) => go(`/desk/objections/${id}`),
  })
  const refusal = filing.error instanceof ApiError ? filing.error.refusal : undefined
  return (
    <Page
      title={t('newTitle', { name: name ?? t('thisAgency') })}
      lead={
        <>
          {t('newLead')} <Cite article="111/20.3" />
        </>
      }
      trail={[{ to: '/publicities', name: t('publicities') }]}
    >
      <Card>
        {admission === '' ? (
          <Empty title={t('missing')}>
            <ButtonLink to="/publicities">{t('publicities')}</ButtonLink>
          </Empty>
        ) : (
          <DraftForm<Typed>
            draft={`objection/${admission}`}
            initial={{ reason: '' }}
            submit={say(objectionActionWords.file)}
            busy={filing.isPending}
            refusal={refusal}
            onSubmit={(typed) =>
              filing.mutateAsync(typed).then(
                () => true,
                () => false,
              )
            }
          >
            <Field name="reason" required label={t('reason')} hint={t('reasonHint')}>
              <Input.TextArea maxLength={2000} autoSize={{ minRows: 5, maxRows: 14 }} />
            </Field>
            <Field name="file" required label={t('file')}>
              <FileInput />
            </Field>
          </DraftForm>
        )}
      </Card>
    </Page>
  )
}
