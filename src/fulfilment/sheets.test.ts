import { describe, expect, test } from 'vitest'
import { stages } from '../../tests/builders/procurement.ts'
import { chinaCalendar, instant } from '../calendar/index.ts'
import { art } from '../gazette/index.ts'
import type { NoticeKind, Procurement } from '../procurement/index.ts'
import { type Part, writingOf } from './sheets.ts'

const names = {
  ownerCode: '11360424014500123A',
  serviceType: '水土保持方案编制',
  region: '修水县',
  calendar: chinaCalendar,
}

const textOf = (parts: readonly Part[]) =>
  parts
    .flatMap((p) =>
      p.kind === 'paragraph' ? [p.text] : p.rows.map((r) => `${r.label}：${r.lines.join('；')}`),
    )
    .join('\n')

const write = (kind: NoticeKind, p: Procurement) => {
  const writing = writingOf(kind, p, names)
  return writing && { ...writing, text: textOf(writing.parts) }
}

const awardedAt = (at: string): Procurement => {
  const p = stages.awarded()
  if (p.status !== 'awarded') throw new Error(p.status)
  return { ...p, award: { number: '九中选〔2026〕0017号', at: instant(at) } }
}

describe(art('111', '28'), () => {
  // 中选结果由中介超市系统自动发布中选公告，并予以公示，公示后向项目业主和中选中介服务机构出具电子中选通知书。
  test('the award notice names both, the sum in figures and capitals, and the days of 32.1', () => {
    const notice = write('award', awardedAt('2026-09-28T17:00'))
    expect(notice).toMatchObject({
      title: '中选通知书',
      printedNumber: '九中选〔2026〕0017号',
      to: '修水县水利局、第3水保咨询有限公司',
      at: '2026-09-28T17:00:00.000+08:00',
      parties: [
        { role: 'owner', name: '修水县水利局', code: '11360424014500123A' },
        { role: 'agency', name: '第3水保咨询有限公司', code: '913604000000000003' },
      ],
    })
    for (const said of [
      '《江西省网上中介超市九江分厅管理暂行办法》（九府办字〔2022〕111号）第二十八条',
      '渣津镇河道整治工程水土保持方案编制',
      '中选金额：¥68,000.00；大写：人民币陆万捌仟元整',
      '服务时限：合同签订之日起45日',
      '在2个工作日内，即2026年9月30日（星期三）24时前，安排专职人员与项目业主接洽',
      // 1 to 7 October are free, Saturday the 10th works.
      '15个工作日内，即2026年10月23日（星期五）24时前，签订合同',
      '同等效力',
    ]) {
      expect(notice?.text).toContain(said)
    }
  })

  test('the result notice names winner, alternates in their order, and the end of the publicity', () => {
    const result = write('result', stages.publicity())
    expect(result?.text).toContain('中选机构：第3水保咨询有限公司；统一社会信用代码 913604000000000003')
    expect(result?.text).toContain(
      '候补机构：1．第1水保咨询有限公司；2．第4水保咨询有限公司；3．第2水保咨询有限公司',
    )
    expect(result?.text).toContain('公示至2026年10月10日（星期六）24时')
  })
})

describe('the other notices', () => {
  test.each([
    [
      'announcement',
      stages.open(),
      [
        '随机选取（第二十二条第一款第（一）项）',
        '报名截止：2026年9月30日（星期三）17:00',
        '服务地点：修水县',
      ],
    ],
    ['cancellation', stages.cancelled(), ['第二十五条第一款', '取消原因：资金调整']],
    ['failure', stages.failed(), ['第二十七条', '报名数量不满足公开选取最低要求', '报名数量：2 家']],
    ['voiding', stages.voided(), ['第二十六条', '山洪冲毁工程现场']],
  ] as const)('%s', (kind, p, said) => {
    const text = write(kind, p)?.text
    for (const words of said) expect(text).toContain(words)
  })

  test('a fee by formula says how it is computed', () => {
    const p = stages.open()
    const draft = { ...p.draft, amount: undefined, formula: '按占地面积每公顷 1,200 元' }
    expect(write('announcement', { ...p, draft } as Procurement)?.text).toContain(
      '服务费用：暂不确定金额，计算方式：按占地面积每公顷 1,200 元',
    )
  })

  test.each(['announcement', 'result', 'award', 'failure', 'cancellation', 'voiding'] as const)(
    'a draft has no %s',
    (kind) => {
      expect(writingOf(kind, stages.draft(), names)).toBeUndefined()
    },
  )
})
