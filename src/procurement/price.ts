import { art } from '../gazette/index.ts'
import { type PriceTerms, priceText, yuanText } from '../registry/index.ts'
import type { Refusal } from '../workflow/index.ts'
import { refuse } from './refusals.ts'

const cites = art('111', '11')

/** Whether a project's fee can be held against the published price: a market price has none, a price per unit is for the contract. */
export const bindsTheFee = (price: PriceTerms | undefined): price is PriceTerms =>
  price !== undefined && price.mode !== 'market' && price.perProject === true

/**
 * 11: 政府定价 is that fee and no other, 政府指导价 a fee of its range, both ends included; a market price is free, and a
 * price per unit cannot be held against a sum. For announcements and for the quotes of agencies alike.
 * @param fee in 分
 * @param field the input at fault: `amount`, `quote`
 */
export function feeWithinPrice(
  price: PriceTerms | undefined,
  fee: number,
  field = 'amount',
): Refusal | undefined {
  if (!bindsTheFee(price)) return undefined
  const { low, high } =
    price.mode === 'government-set'
      ? { low: price.fee, high: price.fee }
      : { low: price.low, high: price.high }
  if (low === undefined || high === undefined) return undefined
  if (fee >= low && fee <= high) return undefined
  const params = {
    price: priceText(price),
    low,
    high,
    lowYuan: yuanText(low),
    highYuan: yuanText(high),
    given: fee,
  }
  const code = price.mode === 'government-set' ? 'fee-is-not-the-set-price' : 'fee-outside-guided-price'
  return refuse(code, cites, { ...params, document: price.document }, field)
}

const letters = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')

/** The formula names the document that publishes the price, however its brackets are typed. */
export const citesPrice = (formula: string, { document }: PriceTerms): boolean =>
  document !== undefined && letters(document) !== '' && letters(formula).includes(letters(document))

/** 11 for a fee that is not settled (23.1): its formula names the published price, or its estimate keeps to it. */
export function formulaWithinPrice(
  price: PriceTerms | undefined,
  formula: string,
  estimate: number | undefined,
): Refusal | undefined {
  if (price === undefined || price.mode === 'market' || citesPrice(formula, price)) return undefined
  if (bindsTheFee(price) && estimate !== undefined) return feeWithinPrice(price, estimate, 'estimate')
  return refuse(
    'formula-without-price',
    cites,
    { price: priceText(price), document: price.document },
    'formula',
  )
}
