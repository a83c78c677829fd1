import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Instant, PlainDate } from '../../src/calendar/index.ts'
import { type NextPeriod, spotCheckStatuses } from '../../src/fulfilment/index.ts'
import { art } from '../../src/gazette/index.ts'
import { get } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import type { Listed } from '../api/types.ts'
import { useBegin } from '../desk/useBegin.ts'
import { useQueryText } from '../router/hooks.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Note } from '../shared/RefusalNote.tsx'
import { Pager } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords } from '../words/words.ts'
import { BeginForm, type Beginning } from './forms.tsx'
import { type SpotCheckBrief, toneOf } from './parts.tsx'
import '../standing/standing.css'
import { spotCheckWords } from './words.ts'

interface Checks extends Listed<{ id: string; changedAt: Instant; state: SpotCheckBrief }> {
  next?: NextPeriod & { from?: PlainDate }
}

const SIZE = 20

/** 37: the spot checks of this operator or place, or those that drew an engagement of this party. */
export default function SpotChecksPage() {
  const t = useWords(spotCheckWords)
  const say = useText()
  const operator = useMe()?.actor?.kind === 'operator'
  const [query, setQuery] = useQueryText()
  const [opening, setOpening] = useState(false)
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: ['spot-checks', page],
    queryFn: ({ signal }) => get<Checks>('/api/spot-checks', { page, size: SIZE }, signal),
    placeholderData: keepPreviousData,
  })
  const next = list.data?.next
  return (
    <Page
      title={t('title')}
      lead={
        <>
          {t('lead')} <Cite article={art('111', '37')} />
        </>
      }
      width="wide"
      aside={
        operator &&
        next && (
          <Button look="primary" onClick={() => setOpening(true)}>
            {t('begin')}
          </Button>
        )
      }
    >
      {opening && next && <BeginDialog next={next} close={() => setOpening(false)} />}
      {list.isPending && <Loading rows={4} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {operator && list.data && !next && <Note>{t('nothingNext')}</Note>}
      {list.data?.items.length === 0 && (
        <Card>
          <Empty title={t('none')}>
            <p>{t('noneWhy')}</p>
          </Empty>
        </Card>
      )}
      {list.data && list.data.items.length > 0 && (
        <Card flush>
          <ul className="standing-list">
            {list.data.items.map(({ id, state: c }) => (
              <li key={id}>
                <div>
                  <h2>
                    <Link to={`/desk/spot-checks/${id}`}>{c.title}</Link>
                  </h2>
                  <p className="small mute">
                    {c.operator} · {t('poolSize', { n: c.contracts })} · {t('places')}{' '}
                    {t('placesValue', { n: c.places })} · <When at={c.drawAt} />
                  </p>
                </div>
                <span className="tag" data-tone={toneOf(c.status)}>
                  {say(spotCheckStatuses[c.status])}
                </span>
              </li>
            ))}
          </ul>
          <Pager
            page={page}
            size={SIZE}
            total={list.data.total}
            onChange={(n) => setQuery({ page: n === 1 ? undefined : String(n) })}
          />
        </Card>
      )}
    </Page>
  )
}

function BeginDialog({ next, close }: { next: NextPeriod; close: () => void }) {
  const t = useWords(spotCheckWords)
  const { command, submit } = useBegin<Beginning>('spot-checks')
  return (
    <Dialog title={t('begin')} wide onClose={close}>
      <BeginForm next={next} command={command} submit={submit} />
    </Dialog>
  )
}
