import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Instant } from '../../src/calendar/index.ts'
import { instant } from '../../src/calendar/index.ts'
import { ApiError, get, send } from '../api/client.ts'
import { correctClock, useNow } from '../api/time.ts'
import type { DemoAdvance, DemoClock } from '../api/types.ts'
import { dueName } from '../desk/subjects.ts'
import { Button } from '../shared/Button.tsx'
import { Dialog } from '../shared/Dialog.tsx'
import { Link } from '../shared/Link.tsx'
import { RefusalNote } from '../shared/RefusalNote.tsx'
import { formatMoment } from '../shared/time.ts'
import { When } from '../shared/When.tsx'
import { useLanguage } from '../words/language.ts'
import { useText, useWords } from '../words/words.ts'
import './DemoBar.css'
import { shellWords } from './words.ts'

type Advance = 'next-deadline' | 'working-day' | { to: Instant }

/** The demonstration's clock: shows the market's time and moves it; the server runs everything due on the way. */
export default function DemoBar() {
  const t = useWords(shellWords)
  const say = useText()
  const language = useLanguage()
  const now = useNow()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const clock = useQuery({
    queryKey: ['demo-clock'],
    queryFn: () => get<DemoClock>('/api/demo/clock'),
    refetchInterval: 20_000,
  })
  const advance = useMutation({
    mutationFn: (to: Advance) => send<DemoAdvance>('/api/demo/clock', { advance: to }),
    onSuccess: async (answer) => {
      correctClock(answer.now)
      setAsking(false)
      await client.invalidateQueries()
    },
  })
  const next = clock.data?.next
  const fired = advance.data?.fired

  return (
    <section className="demo-bar" aria-label={t('demo')}>
      <div className="demo-line">
        <span className="demo-now">
          <span>
            {t('demo')} · {t('marketTime')}
          </span>
          <strong className="num">{formatMoment(now, { language })}</strong>
        </span>
        <button
          type="button"
          disabled={!next || advance.isPending}
          onClick={() => advance.mutate('next-deadline')}
          title={next?.title}
        >
          <span aria-hidden="true">▶ </span>
          {t('nextDeadline')}
          <span className="demo-next">
            {next
              ? ` ${formatMoment(next.due, { today: now, language, deadline: true })} ${say(dueName(next.subject, next.action))}`
              : `: ${t('nothingDue')}`}
          </span>
        </button>
        <button type="button" disabled={advance.isPending} onClick={() => advance.mutate('working-day')}>
          {t('workingDay')}
        </button>
        <button type="button" disabled={advance.isPending} onClick={() => setAsking(true)}>
          {t('toDate')}
        </button>
        <Link to="/demo/mails">{t('mails')}</Link>
      </div>
      <div className="demo-news" role="status">
        {advance.isPending && <p>{t('advancing')}</p>}
        {!advance.isPending && fired && (
          <details>
            <summary>{fired.length > 0 ? t('fired', { n: fired.length }) : t('firedNone')}</summary>
            <ol className="demo-fired">
              {fired.map((item) => (
                <li key={`${item.due}${item.subject}${item.id}${item.action}`}>
                  <When at={item.due} deadline /> <strong>{say(dueName(item.subject, item.action))}</strong>{' '}
                  {item.title}
                </li>
              ))}
            </ol>
          </details>
        )}
        {advance.error instanceof ApiError && <RefusalNote refusal={advance.error.refusal} />}
      </div>
      {asking && (
        <Dialog title={t('toDateTitle')} onClose={() => setAsking(false)}>
          <ToDate now={now} busy={advance.isPending} onChoose={(to) => advance.mutate({ to })} />
        </Dialog>
      )}
    </section>
  )
}

function ToDate({ now, busy, onChoose }: { now: Instant; busy: boolean; onChoose: (to: Instant) => void }) {
  const t = useWords(shellWords)
  const [value, setValue] = useState(now.slice(0, 16))
  function submit(event: FormEvent) {
    event.preventDefault()
    onChoose(instant(value))
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p className="mute">{t('toDateHint')}</p>
      <input
        className="input"
        type="datetime-local"
        aria-label={t('toDateTitle')}
        value={value}
        min={now.slice(0, 16)}
        required
        onChange={(event) => setValue(event.target.value)}
      />
      <div className="cluster" style={{ justifyContent: 'flex-end' }}>
        <Button type="submit" look="primary" busy={busy}>
          {t('advance')}
        </Button>
      </div>
    </form>
  )
}
