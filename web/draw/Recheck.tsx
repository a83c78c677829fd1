import { useState } from 'react'
import { Button } from '../shared/Button.tsx'
import { Card } from '../shared/Card.tsx'
import { useText, useWords } from '../words/words.ts'
import type { Finding } from './verification.ts'
import { drawWords } from './words.ts'

type State = { phase: 'idle' | 'running' | 'done' | 'failed'; findings: readonly Finding[] }

/** Recomputes the draw in the visitor's browser and shows every step with its time. */
export function Recheck({ source, name }: { source: () => Promise<string>; name?: string | undefined }) {
  const t = useWords(drawWords)
  const [state, setState] = useState<State>({ phase: 'idle', findings: [] })
  const total = state.findings.reduce((sum, f) => sum + f.ms, 0)
  const ok = state.phase === 'done' && state.findings.every((f) => f.ok)
  const bad = state.phase === 'failed' || (state.phase === 'done' && !ok)

  async function run() {
    setState({ phase: 'running', findings: [] })
    try {
      const [{ recompute }, text] = await Promise.all([import('./verification.ts'), source()])
      for await (const finding of recompute(text)) {
        setState((old) => ({ phase: 'running', findings: [...old.findings, finding] }))
      }
      setState((old) => ({ ...old, phase: 'done' }))
    } catch {
      setState((old) => ({ ...old, phase: 'failed' }))
    }
  }

  return (
    <Card tone={ok ? 'ok' : bad ? 'seal' : undefined}>
      <div className="recheck">
        <div className="recheck-head">
          <div role="status">
            <h2 className="song">
              {ok
                ? `✓ ${t('same')}`
                : bad
                  ? `× ${t('different')}`
                  : state.phase === 'running'
                    ? t('computing')
                    : t('recheckTitle')}
            </h2>
            <p className="mute">
              {ok
                ? t('took', { n: state.findings.length, ms: Math.max(1, Math.round(total)) })
                : bad
                  ? t('differentWhy')
                  : (name ?? t('recheckWhy'))}
            </p>
          </div>
          <Button look={ok ? 'plain' : 'primary'} busy={state.phase === 'running'} onClick={() => void run()}>
            {state.phase === 'done' ? t('again') : t('recheck')}
          </Button>
        </div>
        {state.findings.length > 0 && <Findings findings={state.findings} />}
        {ok && <p className="small mute">{t('anchored')}</p>}
      </div>
    </Card>
  )
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  const say = useText()
  return (
    <ol className="findings">
      {findings.map((f) => (
        <li key={f.code} data-ok={f.ok}>
          <span className="findings-mark" aria-hidden="true">
            {f.ok ? '✓' : '×'}
          </span>
          <span>
            <strong>{say(f.title)}</strong>
            <span className="mute">{say(f.text, f.params)}</span>
          </span>
          <span className="num mute small">{f.ms < 1 ? '<1' : Math.round(f.ms)} ms</span>
        </li>
      ))}
    </ol>
  )
}
