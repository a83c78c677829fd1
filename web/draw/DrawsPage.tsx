import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { type DrawSummary, purposes } from '../../src/draw/index.ts'
import { get } from '../api/client.ts'
import { useQueryText } from '../router/hooks.ts'
import { Button } from '../shared/Button.tsx'
import { Card, Empty, Loading } from '../shared/Card.tsx'
import { Lamp } from '../shared/Lamp.tsx'
import { Link } from '../shared/Link.tsx'
import { Page } from '../shared/Page.tsx'
import { Pager } from '../shared/Table.tsx'
import { Tabs } from '../shared/Tabs.tsx'
import { When } from '../shared/When.tsx'
import { QueryError } from '../shell/ErrorPage.tsx'
import { useText, useWords, wordOf } from '../words/words.ts'
import './DrawPage.css'
import { Recheck } from './Recheck.tsx'
import { drawWords } from './words.ts'

const SIZE = 20

interface DrawList {
  draws: readonly DrawSummary[]
  total: number
}

/** All draws: those to come with their clocks, those done with their winners, and a place to check one's own file. */
export default function DrawsPage() {
  const t = useWords(drawWords)
  const [query, setQuery] = useQueryText()
  const page = Math.max(1, Number(query.page) || 1)
  const upcoming = useDraws('upcoming', 1)
  const finished = useDraws('finished', page)
  const error = upcoming.error ?? finished.error
  return (
    <Page title={t('name')} lead={t('lead')}>
      <div className="stack">
        {error && <QueryError error={error} retry={() => void upcoming.refetch()} />}
        {upcoming.data && finished.data ? (
          <>
            <Tabs
              label={t('name')}
              active={
                query.tab === 'finished' || (!query.tab && upcoming.data.total === 0)
                  ? 'finished'
                  : 'upcoming'
              }
              onChange={(tab) => setQuery({ tab, page: undefined }, { replace: true })}
              tabs={[
                {
                  key: 'upcoming',
                  label: t('upcoming'),
                  count: upcoming.data.total,
                  content: <DrawsOf status="upcoming" list={upcoming.data} />,
                },
                {
                  key: 'finished',
                  label: t('finished'),
                  count: finished.data.total,
                  content: (
                    <>
                      <DrawsOf status="finished" list={finished.data} />
                      <Pager
                        page={page}
                        size={SIZE}
                        total={finished.data.total}
                        onChange={(n) => setQuery({ page: n === 1 ? undefined : String(n) })}
                      />
                    </>
                  ),
                },
              ]}
            />
            <OwnBundle />
          </>
        ) : (
          !error && <Loading rows={10} height={4} />
        )}
      </div>
    </Page>
  )
}

const useDraws = (status: 'upcoming' | 'finished', page: number) =>
  useQuery({
    queryKey: ['draws', status, page],
    queryFn: () => get<DrawList>('/api/draws', { status, page, size: SIZE }),
    placeholderData: keepPreviousData,
    refetchInterval: 20_000,
  })

function DrawsOf({ status, list }: { status: 'upcoming' | 'finished'; list: DrawList }) {
  const t = useWords(drawWords)
  return (
    <Card flush>
      {list.draws.length === 0 && <Empty title={t(`${status}Empty`)}>{t(`${status}Why`)}</Empty>}
      <ul className="draw-list">
        {list.draws.map((draw) => (
          <DrawRow key={draw.id} draw={draw} />
        ))}
      </ul>
    </Card>
  )
}

function DrawRow({ draw }: { draw: DrawSummary }) {
  const t = useWords(drawWords)
  const say = useText()
  return (
    <li className="draw-row">
      <div>
        <h2>
          <Link to={`/draws/${draw.id}`}>{draw.title}</Link>
        </h2>
        <p className="mute small">
          {say(wordOf(purposes, draw.purpose))}
          {` · ${draw.id}`}
          {typeof draw.entries === 'number' && ` · ${t('entries', { n: draw.entries })}`}
        </p>
      </div>
      <div className="draw-row-end">
        {draw.completedAt ? (
          <>
            {draw.winner && (
              <strong className="draw-winner">
                <span aria-hidden="true">中</span> {draw.winner}
              </strong>
            )}
            <span className="mute small">
              <When at={draw.completedAt} seconds />
            </span>
          </>
        ) : (
          <Lamp due={draw.deadline} closes layout="stack" />
        )}
      </div>
    </li>
  )
}

function OwnBundle() {
  const t = useWords(drawWords)
  const input = useRef<HTMLInputElement>(null)
  const [file, setFile] = useState<File>()
  return (
    <section className="stack">
      <Card title={t('checkOwn')}>
        <p className="mute announcement-note">{t('checkOwnWhy')}</p>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          onChange={(event) => setFile(event.target.files?.[0])}
        />
        <p>
          <Button onClick={() => input.current?.click()}>{file ? file.name : t('choose')}</Button>
        </p>
      </Card>
      {file && <Recheck key={file.name + file.lastModified} source={() => file.text()} name={file.name} />}
    </section>
  )
}
