import { useEffect, useState } from 'react'
import { useLanguage } from '../words/language.ts'
import { capitals, formatYuan } from './money.ts'
import { sharedWords } from './words.ts'

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
