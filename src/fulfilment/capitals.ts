import nzh from 'nzh/cn'

/**
 * Money in figures, two decimals and separators: `¥100,001.01`.
 * @param fen whole 分, not negative
 */
export function inFigures(fen: number): string {
  const { yuan, rest } = split(fen)
  return `¥${yuan.replace(/\B(?=(\d{3})+$)/g, ',')}.${rest}`
}

/**
 * Money in capitals, as 《正确填写票据和结算凭证的基本规定》 writes it: 整 after 元, none needed after 角, never after 分;
 * 零 where 元 is followed by 分 alone.
 * @param fen whole 分, not negative
 */
export function inCapitals(fen: number): string {
  const { yuan, rest } = split(fen)
  // nzh writes 整 only for an amount that comes without decimals: 10000.00 would end in a bare 元, open to additions.
  return nzh.toMoney(rest === '00' ? yuan : `${yuan}.${rest}`)
}

function split(fen: number): { yuan: string; rest: string } {
  if (!Number.isSafeInteger(fen) || fen < 0) throw new RangeError(`not a sum in 分: ${fen}`)
  return { yuan: String(Math.floor(fen / 100)), rest: String(fen % 100).padStart(2, '0') }
}
