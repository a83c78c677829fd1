import { useState } from 'react'
import { chinaCalendar } from '../../src/calendar/index.ts'
import {
  actionWords,
  type Engagement,
  refusalWords,
  runningClocks,
  sideOf,
  statusWords,
} from '../../src/fulfilment/index.ts'
import { art, mention } from '../../src/gazette/index.ts'
import { useMe } from '../api/session.ts'
import { usePathParams } from '../router/hooks.ts'
import { Button, ButtonLink } from '../shared/Button.tsx'
import { Card, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { PartyCard } from '../shared/PartyCard.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { useActions } from '../shared/useActions.tsx'
import { useSubject } from '../shared/useCommand.ts'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import { EngagementProvider, type EngagementView, type IssuedDocument } from './context.ts'
import { ContractDraftForm, SignForm } from './contract-forms.tsx'
import { DocumentSheet } from './DocumentSheet.tsx'
import './fulfilment.css'
import { ContactForm, ContractForm, DeliverableForm, DenyForm, RatingForm, ReturnForm } from './forms.tsx'
import { EngagementRatingsCard } from './RatingsCard.tsx'
import { Clocks, ContactCard, ContractCard, DeliverablesCard, HistoryCard, Progress } from './sections.tsx'
import { ChangeContract, cardActs, MaterialsCard, PaymentsCard, RecognitionCard } from './service.tsx'
import { MaterialsForm } from './service-forms.tsx'
import { fulfilmentWords } from './words.ts'

/** One engagement, for either party and for the bodies that watch: where it stands, whose turn it is, what was filed. */
export default function EngagementPage() {
  const { id = '' } = usePathParams()
  const query = useSubject<Engagement>('engagements', id)
  const view = query.data as EngagementView | undefined
  if (!view) {
    return (
      <div className="page" data-width="wide">
        {query.error ? (
          <QueryError error={query.error} retry={() => void query.refetch()} />
        ) : (
          <Loading rows={5} height={6} />
        )}
      </div>
    )
  }
  return (
    <EngagementProvider value={{ id, engagement: view.state }}>
      <Shown id={id} view={view} />
    </EngagementProvider>
  )
}

function Shown({ id, view }: { id: string; view: EngagementView }) {
  const t = useWords(fulfilmentWords)
  const say = useText()
  const e = view.state
  const files = view.files ?? []
  const side = useSide(e)
  const mine = runningClocks(e, chinaCalendar).find((c) => c.who === side)
  const { buttons, panel } = useActions({
    plural: 'engagements',
    id,
    actions: view.actions,
    words: actionWords,
    refusals: refusalWords,
    forms: {
      'record-contact': ContactForm,
      'draft-contract': ContractDraftForm,
      'sign-contract': SignForm,
      'tell-materials': MaterialsForm,
      'deny-contact': DenyForm,
      'file-contract': ContractForm,
      'upload-deliverable': DeliverableForm,
      'return-deliverable': ReturnForm,
      rate: RatingForm,
      'rate-owner': RatingForm,
      'rate-operator': RatingForm,
    },
    confirm: {
      'confirm-contact': fulfilmentWords.sureContact,
      'confirm-contract': fulfilmentWords.sureContract,
      'accept-deliverable': fulfilmentWords.sureAccept,
    },
    danger: ['deny-contact', 'return-deliverable'],
    hide: [
      ...cardActs,
      ...(e.contracts.length > 0 ? ['draft-contract'] : []),
      ...view.actions.filter((a) => a.refusal && isSettled(a.refusal.code)).map((a) => a.act),
    ],
  })
  return (
    <Page
      title={e.award.title}
      trail={[{ to: '/desk/engagements', name: t('engagements') }]}
      width="wide"
      lead={
        <span className="cluster">
          <span
            className="tag"
            data-tone={e.status === 'ended' ? 'seal' : e.status === 'closed' ? 'ok' : undefined}
          >
            {say(statusWords[e.status])}
          </span>
          <Link to={`/announcements/${e.award.procurement}`}>
            {t('announcement')} {e.award.announcement}
          </Link>
          <Cite article={art('111', '32.1')} />
        </span>
      }
      aside={mine && <Lamp due={mine.due} layout="stack" />}
    >
      <div className="stack">
        <Card>
          <Progress e={e} />
        </Card>
        {panel}
        <Turn e={e} isParty={side !== undefined} buttons={buttons} />
        <div className="engagement">
          <div className="stack">
            <ContactCard e={e} />
            <ContractCard e={e} files={files}>
              {e.contracts.length > 0 && <ChangeContract id={id} view={view} />}
            </ContractCard>
            <MaterialsCard id={id} view={view} />
            <DeliverablesCard e={e} files={files} />
            <RecognitionCard id={id} view={view} />
            <PaymentsCard id={id} view={view} />
            <EngagementRatingsCard engagement={id} always />
          </div>
          <div className="stack">
            <Clocks e={e} />
            <Documents documents={view.documents ?? []} />
            <Card title={t('parties')}>
              <div className="stack">
                <PartyCard party={{ ...e.award.owner, kind: 'owner' }} />
                <PartyCard
                  party={{ ...e.award.agency, kind: 'agency', to: `/agencies/${e.award.agency.id}` }}
                />
                <PartyCard party={{ ...e.award.operator, kind: 'operator' }} />
              </div>
            </Card>
            <HistoryCard history={view.history ?? []} />
            <ButtonLink to={`/desk/engagements/${id}/registers`}>{t('registers')}</ButtonLink>
            <ButtonLink to={`/desk/engagements/${id}/archive`}>{t('openArchive')}</ButtonLink>
            <ButtonLink to={`/desk/complaints/new?kind=agency-service&subject=engagement&about=${id}`}>
              {t('complain')}
            </ButtonLink>
          </div>
        </div>
      </div>
    </Page>
  )
}

/** What was done already is on the page itself; a button that says so again would only be in the way. */
const isSettled = (code: string) =>
  code.endsWith('-already') || code === 'no-contact-yet' || code === 'no-contract-draft'

/** Which party the person on screen acts for; undefined for those who watch. */
function useSide(e: Engagement): 'agency' | 'owner' | undefined {
  const actor = useMe()?.actor
  const side = actor ? sideOf(e, actor) : undefined
  return side === 'agency' || side === 'owner' ? side : undefined
}

/** What to do now, on top of everything else; or that there is nothing to do. */
function Turn({ e, isParty, buttons }: { e: Engagement; isParty: boolean; buttons: React.ReactNode }) {
  const t = useWords(fulfilmentWords)
  if (e.status === 'ended') return <Note tone="warn">{t('ended', { reason: e.reason })}</Note>
  if (e.status === 'closed') return <Note tone="ok">{t('over')}</Note>
  if (buttons) return <Card title={t('nextLead')}>{buttons}</Card>
  return isParty ? <Note>{t('waiting')}</Note> : null
}

/** The documents of the procurement; each opens on screen as it prints. */
function Documents({ documents }: { documents: readonly IssuedDocument[] }) {
  const t = useWords(fulfilmentWords)
  const [open, setOpen] = useState<IssuedDocument>()
  if (documents.length === 0) return null
  return (
    <Card title={t('documents')} aside={<Cite article={mention('111', '32.2')} />}>
      <ul className="document-list">
        {documents.map((d) => (
          <li key={d.number}>
            <span>
              <strong className="song">{d.title}</strong>{' '}
              {d.withdrawn && (
                <span className="tag" data-tone="seal">
                  {t('withdrawn')}
                </span>
              )}
              <span className="small mute num document-number">
                {d.printedNumber} <When at={d.at} date />
              </span>
            </span>
            <Button onClick={() => setOpen(d)} aria-label={`${t('openDocument')}：${d.title}`}>
              {t('openDocument')}
            </Button>
          </li>
        ))}
      </ul>
      {open && (
        <Dialog title={open.title} wide onClose={() => setOpen(undefined)}>
          <DocumentSheet number={open.number} title={open.title}>
            <ButtonLink to={open.checkUrl}>{t('checkDocument')}</ButtonLink>
          </DocumentSheet>
        </Dialog>
      )}
    </Card>
  )
}
