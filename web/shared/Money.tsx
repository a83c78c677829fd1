import { useEffect, useState } from 'react'
import { useLanguage } from '../words/language.ts'
import { sharedWords } from './words.ts'

/** 6800000 分 → `68,000.00`; exact, without floating point. */
export function formatYuan(fen: number): string {
  const sign = fen < 0 ? '−' : ''
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${sign}${digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`
}

/** Capital amount for documents: 人民币陆万捌仟元整. Loads `nzh` when first asked. */
export async function capitals(fen: number): Promise<string> {
  const { default: nzh } = await import('nzh/cn')
  // nzh writes 整 only for an amount that comes without decimals.
  return nzh.toMoney(formatYuan(fen).replaceAll(',', '').replace('−', '-').replace(/\.00$/, ''))
}

/** A sum: two decimals, tabular figures; with `capital` the capital amount beneath, as documents need it. */
export function Money({ fen, capital = false }: { fen: number | null | undefined; capital?: boolean }) {
  const language = useLanguage()
  const [big, setBig] = useState('')
  useEffect(() => {
    if (capital && typeof fen === 'number') capitals(fen).then(setBig, () => setBig(''))
  }, [capital, fen])
  if (fen === null || fen === undefined)
    return <span className="mute">{sharedWords.undecidedAmount[language]}</span>
  return (
    <span className="num nowrap">
      ¥{formatYuan(fen)}
      {big && (
        <span className="mute" style={{ whiteSpace: 'normal' }}>
          （{big}）
        </span>
      )}
    </span>
  )
}
