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
