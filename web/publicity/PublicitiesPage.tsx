import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Instant } from '../../src/calendar/index.ts'
import type { ObjectionResult } from '../../src/registry/index.ts'
import { get } from '../api/client.ts'
import { useQueryText } from '../router/hooks.ts'
import { ButtonLink } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Cite } from '../shared/Cite.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { regionName } from '../shared/market.ts'
import { Page } from '../shared/Page.tsx'
import { Pager } from '../shared/Table.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useLanguage } from '../words/language.ts'
import { type Text, useText, useWords } from '../words/words.ts'
import './publicity.css'
import { publicityWords } from './words.ts'

interface Publicity {
  admission: string
  agency: string
  name: string
  code: string | null
  region: string
  operatorName: string
  publishedAt: Instant
  ends: Instant
  commitment: string
  services: readonly Text[]
  objections: number
}

interface Decision {
  id: string
  agency: string
  name: string
  result: ObjectionResult
  by: string
  decision: string
  at: Instant
}

interface Publicities {
  total: number
  items: readonly Publicity[]
  decisions: readonly Decision[]
}

const SIZE = 20

/** 入驻公示 (111/20.2): who was admitted, until when anyone may object, and what was decided on objections (20.3). */
export default function PublicitiesPage() {
  const t = useWords(publicityWords)
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const list = useQuery({
    queryKey: ['publicities', page],
    queryFn: ({ signal }) => get<Publicities>('/api/publicities', { page, size: SIZE }, signal),
    placeholderData: keepPreviousData,
  })
  const { data } = list
  return (
    <Page
      title={t('name')}
      lead={
        <>
          {t('lead')} <Cite article="111/20.3" />
        </>
      }
      trail={[{ to: '/agencies', name: t('agencies') }]}
    >
      {list.isPending && <Loading rows={4} height={8} />}
      {list.error && <QueryError error={list.error} retry={() => void list.refetch()} />}
      {data && (
        <div className="stack">
          <Card title={t('running')} aside={<Cite article="111/20.2" />}>
            {data.items.length === 0 && <Empty title={t('none')}>{t('noneWhy')}</Empty>}
            <ul className="publicities">
              {data.items.map((item) => (
                <Row key={item.admission} item={item} />
              ))}
            </ul>
            <Pager
              page={page}
              size={SIZE}
              total={data.total}
              onChange={(n) => setQuery({ page: n === 1 ? undefined : String(n) })}
            />
          </Card>
          {data.decisions.length > 0 && <Decisions decisions={data.decisions} />}
        </div>
      )}
    </Page>
  )
}

function Row({ item }: { item: Publicity }) {
  const t = useWords(publicityWords)
  const say = useText()
  const language = useLanguage()
  return (
    <li>
      <div className="stack">
        <h3>
          <Link to={`/agencies/${item.agency}`}>{item.name}</Link>
        </h3>
        <dl className="facts">
          <div>
            <dt>{t('services')}</dt>
            <dd>{item.services.map((s) => say(s)).join(language === 'zh' ? '、' : ', ')}</dd>
          </div>
          <div>
            <dt>{t('place')}</dt>
            <dd>{regionName(item.region, language)}</dd>
          </div>
          <div>
            <dt>{t('operator')}</dt>
            <dd>{item.operatorName}</dd>
          </div>
          <div>
            <dt>{t('commitment')}</dt>
            <dd>{t('signed', { version: item.commitment })}</dd>
          </div>
          <div>
            <dt>{t('since')}</dt>
            <dd>
              <When at={item.publishedAt} />
            </dd>
          </div>
        </dl>
        {item.objections > 0 && <p className="small mute">{t('reviewed', { n: item.objections })}</p>}
      </div>
      <div className="publicity-end">
        <Lamp due={item.ends} layout="stack" closes />
        <ButtonLink
          to={`/desk/objections/new?admission=${encodeURIComponent(item.admission)}&name=${encodeURIComponent(item.name)}`}
        >
          {t('object')}
          <span className="visually-hidden">：{item.name}</span>
        </ButtonLink>
      </div>
    </li>
  )
}

function Decisions({ decisions }: { decisions: readonly Decision[] }) {
  const t = useWords(publicityWords)
  return (
    <Card title={t('decisions')} aside={<Cite article="111/20.3" />}>
      <ul className="publicities">
        {decisions.map((d) => (
          <li key={d.id}>
            <div className="stack">
              <h3>{d.name}</h3>
              <p>{d.decision}</p>
              <p className="small mute">
                {d.by} · <When at={d.at} />
              </p>
            </div>
            <span className="tag" data-tone={d.result === 'upheld' ? 'seal' : 'ok'}>
              {t(d.result)}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
