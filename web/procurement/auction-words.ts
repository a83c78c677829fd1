import type { Words } from '../words/words.ts'

export const auctionFieldWords = {
  floor: { zh: '报价范围下限', en: 'Lower end of the range' },
  floorHint: {
    zh: '考虑人员工资、交通、食宿等因素；上限即费用 {{max}} 元（最高限价）',
    en: 'Wages, travel, board considered; the upper end is the fee of {{max}} yuan (the maximum)',
  },
  follows: {
    zh: '每次出价降价不少于 {{step}} 元（最高限价的 3%）；竞价 {{minutes}} 分钟，最后 {{last}} 分钟内有出价的顺延 {{extension}} 分钟；最低价中选，相同的随机抽取。',
    en: 'Each bid falls by at least {{step}} yuan (3% of the maximum); {{minutes}} minutes, a bid in the last {{last}} moves the end by {{extension}}; the lowest wins, equals are drawn.',
  },
} as const satisfies Words
