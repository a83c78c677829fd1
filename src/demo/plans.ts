import type { Draft } from '../procurement/index.ts'
import { workingMoment } from './moments.ts'

/** How a procurement of the demonstration goes. */
export type Course =
  | 'straight'
  | 'supplement'
  | 'withdrawal'
  | 'cancelled'
  | 'voided'
  | 'rerun'
  | 'silent'
  | 'differs'
  | 'returned'
  | 'drafting'
  | 'checking'
  | 'supplementing'

export interface Plan {
  n: number
  title: string
  owner: number
  serviceType: string
  qualification: string
  /** 分 */
  amount: number
  /** Days in which the service is to be done. */
  days: number
  /** First day of the story, `YYYY-MM-DD`, and the time of the owner's first act. */
  on: string
  time: string
  /** Working days from the first day to the registration deadline, and its time. */
  deadlineDay: number
  deadlineTime: string
  registrants: number
  course: Course
  /** Working days from the contract to the deliverable. */
  serves: number
  /** What is not random selection: the method and its terms; whom it asks is added by name. */
  terms?: Partial<Draft>
  /** 40.2: the first two register from one and the same address. */
  oneOffice?: boolean
  /** 29.2: the last to register declares a kinship afterwards. */
  kinship?: boolean
  /** 29.3: the owner records another ground against an agency, which the operator is to look into. */
  otherRecusal?: boolean
  /** 22.1.3: the owner has not chosen yet. */
  unchosen?: boolean
  /** Undefined: the owner says nothing and the default rating comes. */
  stars?: number
}

/** Project of each owner (same order as the cast), and the service types that go with it. */
const works: { project: string[]; services: number[] }[] = [
  {
    project: ['修水县渣津镇河道整治工程', '修水县东津水库除险加固工程', '修水县义宁镇防洪工程'],
    services: [0, 0, 6],
  },
  {
    project: [
      '市第一人民医院活水院区放射诊疗设备',
      '市第一人民医院八里湖院区住院楼',
      '市第一人民医院门诊楼改造',
    ],
    services: [4, 3, 2],
  },
  {
    project: ['八里湖新区九龙新城幼儿园改扩建工程', '八里湖新区第二小学', '八里湖新区中学运动场'],
    services: [2, 5, 3],
  },
  {
    project: ['云山经开区标准厂房二期', '云山经开区污水管网工程', '云山经开区星火大道'],
    services: [3, 1, 0],
  },
  {
    project: ['武宁县罗坪镇污水处理厂', '武宁县罗坪镇长水村农房集聚点', '罗坪镇林下经济道路'],
    services: [1, 6, 0],
  },
  { project: ['柴桑区狮子街道养老院', '柴桑区殡仪服务中心', '柴桑区儿童福利院'], services: [3, 7, 2] },
  { project: ['九江市滨江东路提升改造工程', '九江市甘棠湖截污工程', '九江市南湖公园'], services: [5, 1, 6] },
  { project: ['湖口县双钟镇农村公路改建工程', '湖口县牛脚芜渡口', '湖口县石钟山大道'], services: [0, 5, 6] },
  { project: ['庐山市白鹿洞书院修缮工程', '庐山市温泉镇游客中心', '庐山市星子老街'], services: [2, 3, 5] },
  { project: ['共青城市数字产业园一期', '共青城市政务云机房', '共青城市智慧水务'], services: [3, 7, 5] },
  { project: ['长江港务城西港区码头扩建工程', '长江港务堆场', '长江港务岸电改造'], services: [1, 0, 7] },
  { project: ['赤湖铜业渣场治理工程', '赤湖铜业熔炼车间', '赤湖铜业 2025 年度'], services: [1, 4, 7] },
  { project: ['都昌县周溪镇民宿改造', '都昌县周溪镇鱼塘护坡', '都昌县周溪镇老宅'], services: [6, 0, 6] },
]

const services: { type: string; name: string; qualification: string; serves: number; from: number }[] = [
  {
    type: '1.06',
    name: '水土保持方案编制',
    qualification: '生产建设项目水土保持方案编制单位水平评价证书',
    serves: 7,
    from: 48_000,
  },
  { type: '1.02', name: '环境影响评价', qualification: '环境影响评价信用平台登记', serves: 9, from: 76_000 },
  {
    type: '2.13',
    name: '施工图设计文件审查',
    qualification: '施工图设计文件审查机构认定书',
    serves: 4,
    from: 42_000,
  },
  { type: '3.12', name: '雷电防护装置检测', qualification: '雷电防护装置检测资质', serves: 2, from: 9_600 },
  {
    type: '3.10',
    name: '放射卫生技术服务',
    qualification: '放射卫生技术服务机构资质',
    serves: 5,
    from: 120_000,
  },
  { type: '1.07', name: '工程造价咨询', qualification: '工程造价咨询企业登记', serves: 6, from: 58_000 },
  { type: '3.01', name: '测绘', qualification: '测绘资质', serves: 3, from: 19_800 },
  {
    type: '4.03',
    name: '财务决算审计（会计师事务所服务）',
    qualification: '会计师事务所执业证书',
    serves: 6,
    from: 35_000,
  },
]

const special: Record<number, Partial<Plan>> = {
  4: { course: 'supplement' },
  7: { course: 'rerun', registrants: 2 },
  9: { course: 'returned' },
  12: { course: 'cancelled', registrants: 2 },
  14: { course: 'differs' },
  15: { course: 'silent' },
  18: { course: 'withdrawal' },
  20: { course: 'voided' },
  23: { course: 'returned' },
  26: { course: 'straight', registrants: 1 },
  27: { oneOffice: true },
  28: { course: 'supplement' },
  31: { course: 'rerun', registrants: 0 },
  35: { course: 'withdrawal', registrants: 3 },
  39: { course: 'cancelled', registrants: 3 },
  // Two register from one office, and the last declares a kinship with the owner before the list is opened.
  40: { registrants: 5, oneOffice: true, kinship: true },
  44: { course: 'straight', registrants: 2 },
  // The last days before the curtain, Monday 28 September 2026 at 16:20.
  51: { on: '2026-09-18', deadlineDay: 6, deadlineTime: '17:00' },
  52: { on: '2026-09-21', deadlineDay: 5, deadlineTime: '12:00' },
  53: { on: '2026-09-21', deadlineDay: 5, deadlineTime: '17:30' },
  54: { on: '2026-09-21', deadlineDay: 6, deadlineTime: '12:00' },
  55: { on: '2026-09-22', deadlineDay: 6, deadlineTime: '17:00' },
  56: { on: '2026-09-24', course: 'supplementing', deadlineDay: 7 },
  57: { on: '2026-09-28', time: '09:40', course: 'checking', deadlineDay: 7, owner: 2 },
  58: { on: '2026-09-28', time: '11:25', course: 'checking', deadlineDay: 8, owner: 6 },
  59: { on: '2026-09-28', time: '15:05', course: 'drafting', deadlineDay: 9 },
  60: { on: '2026-09-20', deadlineDay: 5, deadlineTime: '17:30' },
  61: { on: '2026-09-21', deadlineDay: 6, deadlineTime: '17:00' },
  62: { on: '2026-09-22', deadlineDay: 7, deadlineTime: '12:00' },
  63: { on: '2026-09-22', deadlineDay: 5, deadlineTime: '17:00' },
  64: { on: '2026-09-23', deadlineDay: 5, deadlineTime: '12:00' },
  65: { on: '2026-09-23', deadlineDay: 6, deadlineTime: '17:00' },
  66: { on: '2026-09-23', deadlineDay: 7, deadlineTime: '17:00', otherRecusal: true },
  // Waits for the city's operator: one since too long, one until tonight.
  68: { on: '2026-09-22', time: '10:05', course: 'checking', deadlineDay: 9, owner: 6 },
  69: { on: '2026-09-23', time: '14:20', course: 'checking', deadlineDay: 9, owner: 1 },
  67: { on: '2026-09-22', deadlineDay: 6, deadlineTime: '17:30' },
}

/** 22.1.3: what the demonstration's owners compare plans by. */
const merit: Draft['merit'] = {
  weights: { credit: 300, plan: 500, quality: 200 },
  criteria: [
    { name: '完成天数', unit: '天', worst: 40, best: 10, share: 600 },
    { name: '投入专业人员', unit: '人', worst: 1, best: 6, share: 400 },
  ],
}

/** The other methods, in several states at the curtain. */
const others: Record<number, Partial<Plan>> = {
  70: { on: '2026-08-17', terms: { method: 'average' }, owner: 5 },
  71: { on: '2026-09-23', terms: { method: 'average' }, owner: 0, deadlineDay: 6, deadlineTime: '17:00' },
  72: { on: '2026-08-24', terms: { method: 'merit', merit }, owner: 1 },
  73: {
    on: '2026-09-18',
    terms: { method: 'merit', merit },
    owner: 6,
    unchosen: true,
    deadlineDay: 5,
    deadlineTime: '12:00',
  },
  74: {
    on: '2026-08-20',
    terms: { method: 'direct', direct: { ground: 'invited', conduct: 'draw' } },
    owner: 4,
    registrants: 3,
  },
  75: {
    on: '2026-09-22',
    terms: { method: 'direct', direct: { ground: 'invited', conduct: 'draw' } },
    owner: 8,
    registrants: 3,
    deadlineDay: 7,
    deadlineTime: '17:00',
  },
  76: {
    on: '2026-09-01',
    terms: {
      method: 'direct',
      amount: 980_000,
      direct: { ground: 'small', conduct: 'choice', wholeProject: 86_000_000 },
    },
    owner: 2,
    registrants: 1,
  },
}
Object.assign(special, others)

/** About one each working day from 6 July 2026 on, and more towards the curtain. */
export const plans: readonly Plan[] = Array.from({ length: 77 }, (_, n) => {
  const owner = special[n]?.owner ?? n % works.length
  const { project, services: kinds } = works[owner]!
  const turn = Math.floor(n / works.length) % 3
  const service = services[kinds[turn]!]!
  return {
    n,
    title: `${project[turn]}${service.name}${n >= works.length * 3 ? `（${['二', '三'][Math.floor(n / (works.length * 3)) - 1]}期）` : ''}`,
    owner,
    serviceType: service.type,
    qualification: service.qualification,
    amount: (service.from + ((n * 7) % 11) * 800) * 100,
    days: service.serves * 2 + 6,
    on: workingMoment('2026-07-06', n, '09:00').slice(0, 10),
    time: `${String(9 + (n % 7)).padStart(2, '0')}:${String((n * 13) % 60).padStart(2, '0')}`,
    deadlineDay: 5 + (n % 3),
    deadlineTime: ['17:00', '17:30', '12:00'][n % 3]!,
    registrants: [5, 4, 3, 5, 4, 3, 5][n % 7]!,
    course: 'straight',
    serves: service.serves,
    ...(n % 5 === 3 ? {} : { stars: [9, 10, 8, 7, 9, 10, 6][n % 7]! }),
    ...special[n],
  }
})
