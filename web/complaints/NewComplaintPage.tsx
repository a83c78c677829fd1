import { useMutation, useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import {
  type Body,
  type ComplaintKind,
  complaintActionWords,
  complaintKinds,
  complaintKindWords,
  complaintRefusalWords,
} from '../../src/complaints/index.ts'
import type { Article } from '../../src/gazette/index.ts'
import { ApiError, get, send } from '../api/client.ts'
import type { SubjectView } from '../api/types.ts'
import { useGo, useQueryText } from '../router/hooks.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { DraftForm } from '../shared/form/DraftForm.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Page } from '../shared/Page.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import { emptyMaterial, MaterialFields, sentMaterial, type TypedMaterial } from './MaterialFields.tsx'
import { complaintWords } from './words.ts'
import '../registry/registry.css'

interface Addressee {
  about: { title: string }
  respondent: Body
  receiver: Body
  article: Article
  end: Instant | null
}

/** 47-49: who receives it and until when, before a word is typed; then the material that 48 asks for. */
export default function NewComplaintPage() {
  const t = useWords(complaintWords)
  const say = useText()
  const go = useGo()
  const [{ kind = '', subject = '', about = '' }] = useQueryText()
  const known = (complaintKinds as readonly string[]).includes(kind) && about !== ''
  const asked = { kind, subject, about }
  const addressee = useQuery({
    queryKey: ['complaint-addressee', kind, subject, about],
    queryFn: ({ signal }) => get<Addressee>('/api/complaints/addressee', asked, signal),
    enabled: known,
  })
  const filing = useMutation<SubjectView, Error, TypedMaterial>({
    mutationFn: (typed) => send<SubjectView>('/api/complaints', { ...asked, ...sentMaterial(typed) }),
    onSuccess: ({ id }) => go(`/desk/complaints/${id}`),
  })
  const refusal = filing.error instanceof ApiError ? filing.error.refusal : undefined
  return (
    <Page
      title={t('newTitle')}
      lead={
        <>
          {t('newLead')} <Cite article="111/48" />
        </>
      }
      trail={[{ to: '/desk/complaints', name: t('title') }]}
    >
      {!known && (
        <Card>
          <Empty title={t('choose')}>
            <ButtonLink to="/">{t('hall')}</ButtonLink>
          </Empty>
        </Card>
      )}
      {known && addressee.isPending && <Loading rows={4} />}
      {addressee.error && <QueryError error={addressee.error} />}
      {addressee.data && (
        <div className="stack">
          <Card title={addressee.data.about.title} aside={<Cite article={addressee.data.article} />}>
            <dl className="admission-facts">
              <div>
                <dt>{t('kind')}</dt>
                <dd>{say(complaintKindWords[kind as ComplaintKind])}</dd>
              </div>
              <div>
                <dt>{t('respondent')}</dt>
                <dd>{addressee.data.respondent.name}</dd>
              </div>
              <div>
                <dt>{t('who')}</dt>
                <dd>{addressee.data.receiver.name}</dd>
              </div>
              <div>
                <dt>{t('until')}</dt>
                <dd>
                  {addressee.data.end ? (
                    <>
                      <When at={addressee.data.end} deadline /> <Lamp due={addressee.data.end} closes />
                    </>
                  ) : (
                    t('noEnd')
                  )}
                </dd>
              </div>
            </dl>
          </Card>
          <Card title={t('material')}>
            <DraftForm<TypedMaterial>
              draft={`complaint/${kind}/${about}`}
              initial={emptyMaterial}
              submit={say(complaintActionWords.file)}
              busy={filing.isPending}
              refusal={refusal}
              refusals={complaintRefusalWords}
              onSubmit={(typed) =>
                filing.mutateAsync(typed).then(
                  () => true,
                  () => false,
                )
              }
            >
              <MaterialFields />
            </DraftForm>
          </Card>
        </div>
      )}
    </Page>
  )
}
