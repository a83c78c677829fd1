/** A fraction of whole numbers, as JSON can hold it: text of the numerator and of the denominator, lowest terms. */
export interface Exact {
  num: string
  den: string
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))
const abs = (n: bigint): bigint => (n < 0n ? -n : n)

/** The fraction in lowest terms, the sign above. Throws on a denominator that is not positive. */
export function exact(num: bigint | number, den: bigint | number = 1): Exact {
  const [n, d] = [BigInt(num), BigInt(den)]
  if (d <= 0n) throw new RangeError('a denominator is positive')
  const common = n === 0n ? d : gcd(abs(n), d)
  return { num: String(n / common), den: String(d / common) }
}

const parts = ({ num, den }: Exact): [bigint, bigint] => [BigInt(num), BigInt(den)]

export function plus(a: Exact, b: Exact): Exact {
  const [an, ad] = parts(a)
  const [bn, bd] = parts(b)
  return exact(an * bd + bn * ad, ad * bd)
}

export function times(a: Exact, b: Exact): Exact {
  const [an, ad] = parts(a)
  const [bn, bd] = parts(b)
  return exact(an * bn, ad * bd)
}

/** How far two fractions lie apart. */
export function distance(a: Exact, b: Exact): Exact {
  const [an, ad] = parts(a)
  const [bn, bd] = parts(b)
  return exact(abs(an * bd - bn * ad), ad * bd)
}

/** Below zero when a is the smaller, zero when they are equal. */
export function compare(a: Exact, b: Exact): number {
  const [an, ad] = parts(a)
  const [bn, bd] = parts(b)
  const difference = an * bd - bn * ad
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** The mean of whole numbers; they may be as large as 分 get. Throws on none. */
export const meanOf = (values: readonly number[]): Exact =>
  exact(
    values.reduce((sum, v) => sum + BigInt(v), 0n),
    values.length,
  )

/** For the eye: the fraction with so many decimals, cut off, never rounded up; the fraction itself decides. */
export function decimal({ num, den }: Exact, places: number): string {
  const scaled = (BigInt(num) * 10n ** BigInt(places)) / BigInt(den)
  const digits = String(abs(scaled)).padStart(places + 1, '0')
  const sign = scaled < 0n ? '-' : ''
  return places === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}
