import data from './data/regions.json' with { type: 'json' }

export interface Region {
  /** GB/T 2260, or a code of this system (`own`) for a functional area without one. */
  code: string
  zh: string
  short: string
  en: string
  level: 'province' | 'city' | 'county' | 'functional'
  parent?: string
  own?: boolean
}

/** The place of registration of an agency from elsewhere (111/17). */
export const outside = 'outside'

/** The region tree of 111/6: province, city, counties and functional areas. */
export const regions = data.regions as readonly Region[]

const byCode = new Map(regions.map((r) => [r.code, r]))

export const regionOf = (code: string): Region | undefined => byCode.get(code)

/** A region and those above it, nearest first: a region without bodies of its own is served by the next one. */
export function chainOf(code: string): Region[] {
  const region = byCode.get(code)
  return region ? [region, ...(region.parent ? chainOf(region.parent) : [])] : []
}

/** A region and everything below it. */
export const within = (code: string): string[] =>
  regions.filter((r) => chainOf(r.code).some((above) => above.code === code)).map((r) => r.code)

/** The city that this market serves. */
export const city = regions.find((r) => r.level === 'city')!

/** Where an agency or an owner may be registered: the city itself (市本级), its counties and functional areas. */
export const places = regions.filter((r) => r.level !== 'province')
