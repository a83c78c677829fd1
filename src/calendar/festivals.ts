import { addDays, type PlainDate, plainDate } from './time.ts'

/**
 * The festivals on which everybody is free: 全国年节及纪念日放假办法 (国务院令第795号, in force since 2025-01-01), 13 days.
 * Used alone for a year whose schedule (which day is moved where) the State Council has not announced yet.
 */

/** A festival's name, Chinese and English. */
export interface FestivalName {
  zh: string
  en: string
}

export const festivalNames = {
  newYear: { zh: '元旦', en: "New Year's Day" },
  spring: { zh: '春节', en: 'Spring Festival' },
  tombSweeping: { zh: '清明节', en: 'Tomb-sweeping Day' },
  labour: { zh: '劳动节', en: 'Labour Day' },
  dragonBoat: { zh: '端午节', en: 'Dragon Boat Festival' },
  midAutumn: { zh: '中秋节', en: 'Mid-autumn Festival' },
  national: { zh: '国庆节', en: 'National Day' },
} satisfies Record<string, FestivalName>

// First day of the first lunar month, 清明, fifth of the fifth, fifteenth of the eighth lunar month, as MMDD. Taken from
// chinese-days and committed, because its lunar functions answer by the machine's time zone; the test compares them.
const moving: Readonly<Record<number, string>> = {
  2025: '0129 0404 0531 1006',
  2026: '0217 0405 0619 0925',
  2027: '0206 0405 0609 0915',
  2028: '0126 0404 0528 1003',
  2029: '0213 0404 0616 0922',
  2030: '0203 0405 0605 0912',
  2031: '0123 0405 0624 1001',
  2032: '0211 0404 0612 0919',
  2033: '0131 0404 0601 0908',
  2034: '0219 0405 0620 0927',
  2035: '0208 0405 0610 0916',
  2036: '0128 0404 0530 1004',
  2037: '0215 0404 0618 0924',
  2038: '0204 0405 0607 0913',
  2039: '0124 0405 0527 1002',
  2040: '0212 0404 0614 0920',
  2041: '0201 0404 0603 0910',
  2042: '0122 0404 0622 0928',
  2043: '0210 0405 0611 0917',
  2044: '0130 0404 0531 1005',
  2045: '0217 0404 0619 0925',
  2046: '0206 0404 0608 0915',
  2047: '0126 0405 0529 1004',
  2048: '0214 0404 0615 0922',
  2049: '0202 0404 0604 0911',
  2050: '0123 0404 0623 0930',
  2051: '0211 0405 0613 0919',
  2052: '0201 0404 0601 0907',
  2053: '0219 0404 0620 0926',
  2054: '0208 0404 0610 0916',
  2055: '0128 0405 0530 1005',
  2056: '0215 0404 0617 0924',
  2057: '0204 0404 0606 0913',
  2058: '0124 0404 0625 1002',
  2059: '0212 0405 0614 0921',
  2060: '0202 0404 0603 0909',
}

/** The years whose moving festivals this table holds; outside them only those of fixed date are known. */
export const movingFestivalYears: readonly number[] = Object.keys(moving).map(Number)

/** The days of a year that are free by the statute alone, with their names. */
export function statutoryFestivals(year: number): ReadonlyMap<PlainDate, FestivalName> {
  const free = new Map<PlainDate, FestivalName>()
  const add = (name: FestivalName, first: PlainDate, length = 1) => {
    for (let i = 0; i < length; i++) free.set(addDays(first, i), name)
  }
  const on = (mmdd: string) => plainDate(`${year}-${mmdd.slice(0, 2)}-${mmdd.slice(2)}`)
  add(festivalNames.newYear, on('0101'))
  add(festivalNames.labour, on('0501'), 2)
  add(festivalNames.national, on('1001'), 3)
  const [spring, tombSweeping, dragonBoat, midAutumn] = moving[year]?.split(' ') ?? []
  if (spring && tombSweeping && dragonBoat && midAutumn) {
    // 除夕 and the first three days of the first month.
    add(festivalNames.spring, addDays(on(spring), -1), 4)
    add(festivalNames.tombSweeping, on(tombSweeping))
    add(festivalNames.dragonBoat, on(dragonBoat))
    add(festivalNames.midAutumn, on(midAutumn))
  }
  return free
}
