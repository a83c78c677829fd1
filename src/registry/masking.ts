/** What a stranger may see of a person: enough to tell two people apart, not enough to find one. */

/** 张三 → 张*; the family name stays. */
export const maskName = (name: string): string => {
  const [first = '', ...rest] = [...name]
  return first + '*'.repeat(rest.length)
}

/** 公民身份号码: the province and the last four places, which hold no birthday. */
export const maskIdentity = (number: string): string =>
  number.length < 8
    ? '*'.repeat(number.length)
    : `${number.slice(0, 2)}${'*'.repeat(number.length - 6)}${number.slice(-4)}`

/** 13807921234 → 138****1234. */
export const maskPhone = (phone: string): string =>
  phone.length < 8
    ? '*'.repeat(phone.length)
    : `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`
