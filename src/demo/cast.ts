/**
 * Who plays in the demonstration: owners, agencies and their people. Names are invented and every organisation is marked
 * 演示; codes and identity numbers are valid by GB 32100 and GB 11643 so that the checks have something to check.
 */
import { creditCode, identityNumber, type OwnerKind } from '../registry/index.ts'

export interface CastOwner {
  account: string
  name: string
  kind: OwnerKind
  region: string
  code?: string
  person: string
  /** Of a natural person. */
  identity?: string
}

export interface CastAgency {
  account: string
  name: string
  code: string
  region: string
  /** Service types with the name and grade of the qualification behind each. */
  services: { type: string; qualification: string; grade: string }[]
  representative: CastPerson
  people: (CastPerson & { posts: ('authorised-agent' | 'admin' | 'practitioner')[] })[]
}

export interface CastPerson {
  name: string
  identity: string
  phone: string
}

const surnames = [...'陈李王张刘黄周吴徐胡朱高林何郭罗余曾谢邓许熊万龚袁夏钟汪田任姜范方石姚谭廖邹']
const given = [
  '晓岚',
  '建国',
  '志强',
  '丽华',
  '文博',
  '雨桐',
  '海燕',
  '明远',
  '思源',
  '国栋',
  '春梅',
  '子轩',
  '立新',
  '雪梅',
  '俊杰',
  '秀英',
  '浩然',
  '玉兰',
  '振华',
  '佳宁',
  '德胜',
  '欣怡',
  '云飞',
  '晓东',
  '美玲',
  '伟民',
  '若水',
  '长青',
  '映红',
  '楚江',
]

let people = 0
/** The next invented person: name, identity number and phone follow from a counter, so every seed is the same. */
function person(): CastPerson {
  const n = people++
  const name = surnames[(n * 7) % surnames.length]! + given[(n * 11 + Math.floor(n / 30)) % given.length]!
  const year = 1966 + ((n * 5) % 32)
  const birthday = `${year}-${String((n % 12) + 1).padStart(2, '0')}-${String(((n * 3) % 28) + 1).padStart(2, '0')}`
  return {
    name,
    identity: identityNumber('360402', birthday, (n * 13) % 1000),
    phone: `1397920${String(1000 + n).slice(-4)}`,
  }
}

const owner = (
  account: string,
  name: string,
  kind: OwnerKind,
  region: string,
  serial?: number,
): CastOwner => ({
  account,
  name,
  kind,
  region,
  ...(serial === undefined
    ? {}
    : {
        code: creditCode(
          kind === 'enterprise' ? '91' : kind === 'state-organ' ? '11' : '12',
          region.includes('X') ? '360400' : region,
          serial,
        ),
      }),
  ...(kind === 'natural-person'
    ? { person: name, identity: identityNumber(region, '1971-03-08', 617) }
    : { person: person().name }),
})

export const owners: readonly CastOwner[] = [
  owner('xiushui-water', '修水县水利局', 'state-organ', '360424', 3601),
  owner('hospital', '九江市第一人民医院', 'public-institution', '360400', 3602),
  owner('balihu-education', '八里湖新区教育体育局', 'state-organ', '3604X2', 3603),
  owner('yongxiu-park', '永修县云山经济开发区管理委员会', 'state-organ', '360425', 3604),
  owner('wuning-town', '武宁县罗坪镇人民政府', 'state-organ', '360423', 3605),
  owner('chaisang-civil', '柴桑区民政局', 'state-organ', '360404', 3606),
  owner('city-housing', '九江市城市建设服务中心', 'public-institution', '360400', 3607),
  owner('hukou-transport', '湖口县交通运输局', 'state-organ', '360429', 3608),
  owner('lushan-culture', '庐山市文化广电旅游局', 'state-organ', '360483', 3609),
  owner('gongqing-digital', '共青城市大数据中心', 'public-institution', '360482', 3610),
  owner('port-group', '九江长江港务有限公司', 'enterprise', '360403', 3611),
  owner('copper', '瑞昌赤湖铜业有限公司', 'enterprise', '360481', 3612),
  owner('villager', '欧阳建民', 'natural-person', '360428'),
]

/** Trades of the cast: service types that go together, and what a firm of that trade is called. */
const trades: { services: [type: string, qualification: string, grade: string][]; words: string[] }[] = [
  {
    services: [
      ['1.06', '生产建设项目水土保持方案编制单位水平评价证书', '四星'],
      ['3.03', '生产建设项目水土保持监测单位水平评价证书', '三星'],
      ['2.11', '水土保持工程施工监理资质', '丙级'],
    ],
    words: ['水保工程咨询有限公司', '生态环境有限公司', '水利勘测设计院有限公司', '水土保持监测有限公司'],
  },
  {
    services: [
      ['1.02', '环境影响评价信用平台登记', '已登记'],
      ['1.09', '环保技术服务能力评价', '甲级'],
    ],
    words: ['环境科技有限公司', '环保咨询有限公司', '绿源环境工程有限公司'],
  },
  {
    services: [
      ['2.13', '施工图设计文件审查机构认定书', '一类'],
      ['2.02', '工程设计资质', '乙级'],
    ],
    words: ['建筑设计咨询有限公司', '工程图审有限公司', '建筑设计研究院有限公司'],
  },
  {
    services: [
      ['3.12', '雷电防护装置检测资质', '甲级'],
      ['3.04', '消防技术服务机构从业条件', '符合'],
    ],
    words: ['防雷检测有限公司', '安全技术服务有限公司', '消防检测有限公司'],
  },
  {
    services: [
      ['3.10', '放射卫生技术服务机构资质', '乙级'],
      ['3.09', '职业卫生技术服务机构资质', '乙级'],
    ],
    words: ['职业健康技术有限公司', '检测技术有限公司'],
  },
  {
    services: [
      ['1.07', '工程造价咨询企业登记', '已登记'],
      ['2.01', '招标代理能力登记', '已登记'],
    ],
    words: ['工程造价咨询有限公司', '招标咨询有限公司', '项目管理有限公司'],
  },
  {
    services: [
      ['3.01', '测绘资质', '乙级'],
      ['1.11', '土地规划机构等级', '乙级'],
      ['2.23', '土地规划机构等级', '乙级'],
    ],
    words: ['测绘有限公司', '国土勘测规划有限公司', '地理信息有限公司'],
  },
  {
    services: [
      ['4.03', '会计师事务所执业证书', '执业'],
      ['1.13', '资产评估机构备案', '已备案'],
    ],
    words: ['会计师事务所（普通合伙）', '资产评估有限公司'],
  },
]
const places = [
  '江西赣北',
  '九江浔源',
  '修水宁河',
  '江西鄱湖',
  '九江庐峰',
  '江西长江',
  '九江恒信',
  '江西匡庐',
  '柴桑同文',
  '九江琵琶亭',
  '江西修江',
  '九江甘棠',
  '湖口石钟',
  '江西云居',
  '彭泽龙宫',
  '瑞昌铜岭',
  '九江浪井',
  '江西五柳',
  '都昌鄱阳湖',
  '九江南山',
]
const regions = [
  '360400',
  '360403',
  '360402',
  '360404',
  '360424',
  '360425',
  '360481',
  '360400',
  '360429',
  '360400',
]

/** Some forty agencies, five or more in each trade so that a draw has entrants. */
export const agencies: readonly CastAgency[] = Array.from({ length: 42 }, (_, n) => {
  const trade = trades[n % trades.length]!
  const word = trade.words[Math.floor(n / trades.length) % trade.words.length]!
  const people = [person(), person(), person()]
  return {
    account: `agency${n + 1}`,
    name: `${places[(n * 3 + Math.floor(n / 20)) % places.length]}${word}`,
    code: creditCode('91', '360400', 8800 + n * 7),
    region: n === 40 ? 'outside' : regions[n % regions.length]!,
    services: trade.services.map(([type, qualification, grade]) => ({ type, qualification, grade })),
    representative: person(),
    people: [
      { ...people[0]!, posts: ['authorised-agent'] },
      { ...people[1]!, posts: ['admin'] },
      { ...people[2]!, posts: ['practitioner'] },
    ],
  }
})

/** Clerks of the acting bodies, two of each operator; account from the body's id. */
export const clerkOf = (): string => person().name
