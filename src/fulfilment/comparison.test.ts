import { describe, expect, test } from 'vitest'
import { chinaCalendar, plainDate } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import { differencesOf } from './comparison.ts'
import type { ContractTerms } from './state.ts'
import { award, terms } from './testing.ts'

const of = (change: Partial<ContractTerms>, changed = award) =>
  differencesOf(changed, { ...terms, ...change }, chinaCalendar)

describe('37: 合同与选取公告的一致性', () => {
  // 中介超市运营机构对合同与选取公告的一致性……进行跟踪抽查。
  test('a contract that says what was announced has no difference', () => {
    expect(of({})).toEqual([])
  })

  test.each([
    ['a fen less', { fee: 67_999_99 }, 'fee', art('111', '37')],
    ['a day more', { days: 31 }, 'time-limit', art('111', '37')],
    ['other work', { scope: '编制水土保持方案报告书。' }, 'scope', art('111', '37')],
  ])('%s', (_, change, field, article) => {
    expect(of(change)).toMatchObject([{ field, article, grade: 'differs' }])
  })

  test('spaces, punctuation and full-width letters are no difference', () => {
    expect(of({ scope: '编制 水土保持方案报告书,送审并修改至批复' })).toEqual([])
  })

  test('all at once, in the order of the list', () => {
    const fields = of({
      owner: { name: '修水县农业农村局' },
      agency: { name: '别的公司', code: '91360400MA35GB0018' },
      fee: 1,
      days: 1,
      scope: '别的',
      signedOn: plainDate('2026-10-24'),
    }).map((d) => d.field)
    expect(fields).toEqual(['owner', 'agency', 'fee', 'time-limit', 'scope', 'signed-on'])
  })
})

describe('55.7: 未按选取公告约定超额支付', () => {
  // 未按选取公告约定超额支付服务费用。
  test('a fen more than announced', () => {
    expect(of({ fee: 68_000_01 })).toMatchObject([
      { field: 'fee', article: art('111', '55.7'), announced: 68_000_00, filed: 68_000_01 },
    ])
  })
})

describe('23.1: 暂不确定金额', () => {
  // 暂不确定服务金额的项目，应明确写明金额计算方式。
  test('a fee by formula is for people to check', () => {
    const byFormula = { ...award, fee: undefined, formula: '按实际工作量，每公顷 120 元' }
    expect(of({}, byFormula)).toMatchObject([
      { field: 'fee', grade: 'to-check', announced: '按实际工作量，每公顷 120 元', filed: 68_000_00 },
    ])
  })
})

describe(art('111', '33.5'), () => {
  test('the code decides who a party is; without one its name does, however it is bracketed', () => {
    expect(of({ agency: { name: '赣北水保', code: '91360400ma35gb0017' } })).toEqual([])
    expect(of({ agency: { name: '江西赣北水保工程咨询有限公司 ' } })).toEqual([])
    expect(of({ owner: { name: '修水县水利局渣津分局' } })).toMatchObject([
      { field: 'owner', announced: '修水县水利局（11360424014500123A）', filed: '修水县水利局渣津分局' },
    ])
  })
})

describe(art('111', '32.1'), () => {
  test.each([
    ['2026-10-23', []],
    ['2026-10-24', ['signed-on']],
  ])('signed on %s, fifteen working days after 2026-09-28 being 2026-10-23', (signedOn, expected) => {
    expect(of({ signedOn: plainDate(signedOn) }).map((d) => d.field)).toEqual(expected)
  })
})
