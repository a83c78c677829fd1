/**
 * The two numbers by which parties are known: 统一社会信用代码 (GB 32100-2015) and 公民身份号码 (GB 11643-1999).
 * A check names the exact fault, so that the screen can point at the character. Rejected: the package id-validator,
 * which answers only yes or no and reads the machine's clock.
 */
import { type PlainDate, plainDate } from '../calendar/index.ts'

/** What is wrong with a number; `at` is the place of the character at fault, counted from 1. */
export type CodeFault =
  | { fault: 'length'; expected: number; given: number }
  | { fault: 'character'; at: number; given: string }
  | { fault: 'region'; given: string }
  | { fault: 'birthday'; given: string }
  | { fault: 'checksum'; at: number }

export type CreditCodeFault = Extract<CodeFault, { fault: 'length' | 'character' | 'checksum' }>

// GB 32100: digits and capitals without I, O, S, V, Z.
const letters = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const codeWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
// GB 11714: the organisation's own number inside it has a check character too.
const innerLetters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const innerWeights = [3, 7, 9, 10, 5, 8, 4, 2]
const identityWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const identityChecks = '10X98765432'
const provinces =
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  )

const weigh = (text: string, alphabet: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * alphabet.indexOf(text.charAt(i)), 0)

const creditCheck = (first17: string): string =>
  letters.charAt((31 - (weigh(first17, letters, codeWeights) % 31)) % 31)

const identityCheck = (first17: string): string =>
  identityChecks.charAt(weigh(first17, '0123456789', identityWeights) % 11)

function strange(
  text: string,
  allowed: (at: number) => string,
): Extract<CodeFault, { fault: 'character' }> | undefined {
  const at = [...text].findIndex((c, i) => !allowed(i + 1).includes(c))
  return at < 0 ? undefined : { fault: 'character', at: at + 1, given: text.charAt(at) }
}

/**
 * Checks a 统一社会信用代码 (GB 32100-2015).
 * @returns the first fault, or undefined for a valid code such as `91350100M000100Y43`
 */
export function creditCodeFault(code: string): CreditCodeFault | undefined {
  if (code.length !== 18) return { fault: 'length', expected: 18, given: code.length }
  // Places 3 to 8 are the GB/T 2260 code of the registering authority's place: digits only.
  const character = strange(code, (at) => (at >= 3 && at <= 8 ? '0123456789' : letters))
  if (character) return character
  return creditCheck(code) === code.charAt(17) ? undefined : { fault: 'checksum', at: 18 }
}

/**
 * Makes a valid 统一社会信用代码 for demonstration and tests.
 * @param prefix registering authority and kind: `91` enterprise, `11` state organ, `12` public institution, `52` social organisation
 * @param region six digits, GB/T 2260
 * @param serial 0 to 99,999,999
 */
export function creditCode(prefix: string, region: string, serial: number): string {
  const own = String(serial).padStart(8, '0')
  const rest = 11 - (weigh(own, innerLetters, innerWeights) % 11)
  const inner = rest === 11 ? '0' : rest === 10 ? 'X' : String(rest)
  const first17 = `${prefix}${region}${own}${inner}`
  return first17 + creditCheck(first17)
}

/**
 * Checks a 公民身份号码 of 18 places (GB 11643-1999); the last may be `X`.
 * @param today the day of the check: nobody is born after it
 */
export function identityFault(number: string, today: PlainDate): CodeFault | undefined {
  if (number.length !== 18) return { fault: 'length', expected: 18, given: number.length }
  const character = strange(number, (at) => (at === 18 ? '0123456789X' : '0123456789'))
  if (character) return character
  const region = number.slice(0, 2)
  if (!provinces.includes(region)) return { fault: 'region', given: region }
  const birthday = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isDay(birthday) || birthday < '1900-01-01' || birthday > today)
    return { fault: 'birthday', given: birthday }
  return identityCheck(number) === number.charAt(17) ? undefined : { fault: 'checksum', at: 18 }
}

/** Makes a valid 公民身份号码 for demonstration and tests; `serial` 0 to 999, odd for men. */
export function identityNumber(region: string, birthday: string, serial: number): string {
  const first17 = `${region}${birthday.replaceAll('-', '')}${String(serial).padStart(3, '0')}`
  return first17 + identityCheck(first17)
}

/** True for a day that the calendar has, `YYYY-MM-DD`. */
export function isDay(text: string): text is PlainDate {
  try {
    plainDate(text)
    return true
  } catch {
    return false
  }
}

/** A mobile number of the mainland, or a landline with its area code. */
export const isPhone = (text: string): boolean => /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}(-\d{1,6})?)$/.test(text)
