import type { DrawView } from '../../src/draw/index.ts'
import { trusteeStatuses } from '../../src/draw/index.ts'
import { type Step, Steps } from '../shared/Steps.tsx'
import { When } from '../shared/When.tsx'
import { useText, useWords } from '../words/words.ts'
import { drawWords } from './words.ts'

/** How a draw works, told by this very draw: five steps that light up as they happen. */
export function Story({ draw }: { draw: DrawView }) {
  const t = useWords(drawWords)
  const { result, frozen, spec } = draw
  const suite = spec.value.suite === 'sm3' ? 'SM3' : 'SHA-256'
  const steps: Step[] = [
    {
      title: t('step1'),
      state: 'done',
      detail: (
        <>
          <p>{t('step1Text')}</p>
          <Hash name="spec" value={spec.hash} />
        </>
      ),
    },
    {
      title: t('step2'),
      state: frozen ? 'done' : 'todo',
      detail: (
        <>
          <p>{frozen ? t('step2Done', { n: frozen.entries }) : t('step2Wait')}</p>
          {frozen && <Hash name="root" value={frozen.root} />}
          {frozen && <When at={frozen.at} seconds />}
        </>
      ),
    },
    {
      title: t('step3', { n: draw.trustees.length, m: draw.threshold }),
      state: result ? 'done' : frozen ? 'now' : 'todo',
      detail: (
        <>
          <p>{draw.waiting ? t('waiting') : t('step3Text')}</p>
          <Trustees draw={draw} />
          {result && <Hash name="signature" value={result.signature} />}
        </>
      ),
    },
    {
      title: t('step4'),
      state: result ? 'done' : 'todo',
      detail: (
        <>
          <p>{t('step4Text')}</p>
          {result && <Hash name="seed" value={result.seed} />}
        </>
      ),
    },
    {
      title: t('step5'),
      state: result ? 'done' : 'todo',
      detail: <p>{t('step5Text', { suite })}</p>,
    },
  ]
  return <Steps steps={steps} />
}

function Trustees({ draw }: { draw: DrawView }) {
  const say = useText()
  return (
    <ul className="trustees">
      {draw.trustees.map((trustee) => (
        <li key={trustee.number} data-status={trustee.status}>
          <span aria-hidden="true">
            {trustee.status === 'signed' ? '✓' : trustee.status === 'waiting' ? '○' : '!'}
          </span>
          {trustee.name}
          <span className="visually-hidden">：{say(trusteeStatuses[trustee.status])}</span>
          {!['signed', 'waiting'].includes(trustee.status) && (
            <span className="small" aria-hidden="true">
              {say(trusteeStatuses[trustee.status])}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** A hash by its ends, whole when copied. */
function Hash({ name, value }: { name: string; value: string }) {
  return (
    <p className="hash mono" title={value}>
      <span>{name}</span> {value.slice(0, 8)}…{value.slice(-6)}
    </p>
  )
}
