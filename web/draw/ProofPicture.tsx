import type { DrawView } from '../../src/draw/index.ts'
import { useWords } from '../words/words.ts'
import { proofWords } from './proofWords.ts'

type Result = NonNullable<DrawView['result']>

const short = (hash: string) => `${hash.slice(0, 6)}…${hash.slice(-4)}`

/** Share of the largest possible ticket, 0 to 1: what the length of a bar shows. */
const height = (ticket: string) => Number.parseInt(ticket.slice(0, 8), 16) / 2 ** 32

/** Slips and bars that are drawn; more entrants are told by their number. */
const slips = 12
const bars = 6
/** Between two stages that stand one below the other. */
const gap = 44

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)
const slipRows = (result: Result) => Math.ceil(Math.min(slips, result.order.length) / 4)
const partsOf = (draw: DrawView) =>
  ['rules', 'root', 'signature', ...(draw.spec.value.beacon ? (['beacon'] as const) : [])] as const

/** How tall each of the four stages is. */
const heightsOf = (draw: DrawView, result: Result): number[] => [
  42 + slipRows(result) * 34 + 62,
  42 + Math.min(5, draw.trustees.length) * 30 + 42,
  42 + partsOf(draw).length * 30 + 56,
  42 + Math.min(bars, result.order.length) * 38 + 18,
]

/**
 * The draw as a picture: what was frozen, who signed, the seed, the order. Across on a desk, downwards on a phone; the
 * style sheet shows one of the two.
 */
export function ProofPicture({ draw, result }: { draw: DrawView; result: Result }) {
  const t = useWords(proofWords)
  const text = t('pictureText', {
    n: result.order.length,
    m: draw.threshold,
    winner: result.order[0]?.name ?? '',
  })
  const heights = heightsOf(draw, result)
  return (
    <figure className="proof-picture">
      {(['across', 'down'] as const).map((way) => (
        <svg
          key={way}
          className={`proof-${way}`}
          viewBox={
            way === 'across' ? `0 0 1040 ${Math.max(...heights) + 6}` : `0 0 340 ${sum(heights) + 3 * gap}`
          }
          role="img"
          aria-label={text}
        >
          <Stages draw={draw} result={result} across={way === 'across'} heights={heights} />
        </svg>
      ))}
      <figcaption className="mute">{text}</figcaption>
    </figure>
  )
}

function Stages({
  draw,
  result,
  across,
  heights,
}: {
  draw: DrawView
  result: Result
  across: boolean
  heights: readonly number[]
}) {
  const t = useWords(proofWords)
  const starts = heights.map((_, i) => sum(heights.slice(0, i)) + i * gap)
  const at = (n: number) => (across ? `translate(${[0, 262, 524, 752][n]} 0)` : `translate(20 ${starts[n]})`)
  const arrows = across ? [222, 484, 700] : starts.slice(1).map((start) => start - gap + 12)
  return (
    <>
      {arrows.map((place) => (
        <path
          key={place}
          className="proof-arrow"
          d={across ? `M${place} 120h26m-8-7 8 7-8 7` : `M170 ${place}v22m-7-8 7 8 7-8`}
        />
      ))}
      <g transform={at(0)}>
        <Slips draw={draw} result={result} />
      </g>
      <g transform={at(1)}>
        <Trustees draw={draw} result={result} />
      </g>
      <g transform={at(2)}>
        <text className="proof-head" x="0" y="24">
          {t('seeded')}
        </text>
        <Parts draw={draw} result={result} />
      </g>
      <g transform={at(3)}>
        <Order result={result} />
      </g>
    </>
  )
}

/** What was frozen: a slip for each receipt with the head of its hash, and the root over all. */
function Slips({ draw, result }: { draw: DrawView; result: Result }) {
  const t = useWords(proofWords)
  const leaves = result.order.map((e) => e.leaf).toSorted()
  return (
    <>
      <text className="proof-head" x="0" y="24">
        {t('frozen')}
      </text>
      {leaves.slice(0, slips).map((leaf, i) => (
        <g key={leaf} transform={`translate(${(i % 4) * 54} ${42 + Math.floor(i / 4) * 34})`}>
          <rect className="proof-slip" width="48" height="27" rx="3" />
          <text className="proof-mono" x="24" y="18" textAnchor="middle">
            {leaf.slice(0, 4)}
          </text>
        </g>
      ))}
      <text className="proof-small" x="0" y={42 + slipRows(result) * 34 + 14}>
        {t('receipts', { n: leaves.length })}
      </text>
      <Value y={42 + slipRows(result) * 34 + 26} name={t('root')} value={draw.frozen?.root ?? ''} />
    </>
  )
}

/** Who signed, in a ring around their one signature. */
function Trustees({ draw, result }: { draw: DrawView; result: Result }) {
  const t = useWords(proofWords)
  const row = 30
  return (
    <>
      <text className="proof-head" x="0" y="24">
        {t('signed')}
      </text>
      {draw.trustees.slice(0, 5).map((trustee, i) => {
        const signed = trustee.status === 'signed'
        return (
          <g key={trustee.number} transform={`translate(0 ${42 + i * row})`}>
            <circle className="proof-trustee" data-signed={signed || undefined} cx="10" cy="11" r="9" />
            <text className="proof-mark" x="10" y="15.5" textAnchor="middle">
              {signed ? '✓' : ''}
            </text>
            <text className="proof-name" data-signed={signed || undefined} x="28" y="16">
              {trustee.name}
            </text>
          </g>
        )
      })}
      <Value y={202} name={t('signature')} value={result.signature} />
    </>
  )
}

/** What goes into the seed. */
function Parts({ draw, result }: { draw: DrawView; result: Result }) {
  const t = useWords(proofWords)
  const parts = [
    'rules',
    'root',
    'signature',
    ...(draw.spec.value.beacon ? (['beacon'] as const) : []),
  ] as const
  return (
    <>
      {parts.map((part, i) => (
        <g key={part} transform={`translate(0 ${42 + i * 30})`}>
          <rect className="proof-part" width="164" height="24" rx="4" />
          <text className="proof-small" x="82" y="17" textAnchor="middle">
            {t(part)}
          </text>
        </g>
      ))}
      <path className="proof-arrow" d={`M82 ${46 + parts.length * 30}v14m-6-6 6 6 6-6`} />
      <Value y={66 + parts.length * 30} name={t('seed')} value={result.seed} width={164} strong />
    </>
  )
}

/** The tickets as bars, shortest first. */
function Order({ result }: { result: Result }) {
  const t = useWords(proofWords)
  return (
    <>
      <text className="proof-head" x="0" y="24">
        {t('ordered')}
      </text>
      {result.order.slice(0, bars).map((entry, i) => {
        const won = entry.rank <= result.places
        return (
          <g key={entry.leaf} transform={`translate(0 ${42 + i * 38})`}>
            <rect className="proof-track" y="20" width="280" height="8" rx="4" />
            <rect
              className="proof-bar"
              data-won={won || undefined}
              y="20"
              width={Math.max(4, 280 * height(entry.ticket))}
              height="8"
              rx="4"
            />
            <text className="proof-name" data-signed={won || undefined} x="0" y="14">
              {entry.rank}　{entry.name.length > 13 ? `${entry.name.slice(0, 12)}…` : entry.name}
            </text>
            <text className="proof-mono" x="280" y="14" textAnchor="end">
              {entry.ticket.slice(0, 6)}…
            </text>
          </g>
        )
      })}
      <text className="proof-small" x="0" y={56 + Math.min(bars, result.order.length) * 38}>
        {t('smallest')}
      </text>
    </>
  )
}

function Value({
  y,
  name,
  value,
  width = 210,
  strong = false,
}: {
  y: number
  name: string
  value: string
  width?: number
  strong?: boolean
}) {
  return (
    <g transform={`translate(0 ${y})`}>
      <rect className="proof-value" data-strong={strong || undefined} width={width} height="32" rx="6" />
      <text className="proof-small" data-strong={strong || undefined} x="10" y="21">
        {name}
      </text>
      <text className="proof-mono" data-strong={strong || undefined} x={width - 10} y="21" textAnchor="end">
        {short(value)}
      </text>
    </g>
  )
}
