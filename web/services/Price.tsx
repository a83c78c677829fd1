import { art } from '../../src/gazette/index.ts'
import { type PriceTerms, priceManagementWords } from '../../src/registry/index.ts'
import { Cite } from '../shared/Cite.tsx'
import { formatYuan } from '../shared/money.ts'
import { useText } from '../words/words.ts'

const scope = {
  project: { zh: '按整个项目', en: 'for a whole project' },
  unit: { zh: '按单价', en: 'per unit' },
  yuan: { zh: '元', en: 'yuan' },
} as const

/** 9.1, 11: how the fee of an item is set, its range or fee, and the document behind it. */
export function Price({ price, cite = false }: { price: PriceTerms; cite?: boolean }) {
  const say = useText()
  const { mode, low, high, fee, unit, perProject, document } = price
  const sum =
    mode === 'government-guided'
      ? `${formatYuan(low ?? 0)} – ${formatYuan(high ?? 0)}`
      : mode === 'government-set'
        ? formatYuan(fee ?? 0)
        : undefined
  return (
    <>
      {say(priceManagementWords[mode])}
      {sum !== undefined && (
        <>
          {' '}
          <span className="num">
            {sum} {say(scope.yuan)}
          </span>{' '}
          <span className="small mute">
            {[unit, say(perProject ? scope.project : scope.unit), document].filter(Boolean).join(' · ')}
          </span>
        </>
      )}
      {cite && mode !== 'market' && (
        <>
          {' '}
          <Cite article={art('111', '11')} />
        </>
      )}
    </>
  )
}
