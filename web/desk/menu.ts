import type { OrganisationKind } from '../../src/workflow/index.ts'
import type { Text } from '../words/words.ts'

export interface MenuEntry {
  to: string
  name: Text
  /** Heading above it; entries of one group stand together. Absent: on top. */
  group?: Text
  /** Whose desk shows it; absent: everyone's. */
  kinds?: readonly OrganisationKind[]
  /** Due items of these subjects are counted at the right of the entry. */
  counts?: readonly string[]
}

/** The side menu of every desk, one table: add a line, in the order in which it should stand. */
export const menu: readonly MenuEntry[] = [
  { to: '/desk', name: { zh: '待办', en: 'To do' } },
  { to: '/desk/calendar', name: { zh: '日历', en: 'Calendar' } },
  { to: '/desk/overdue', name: { zh: '超期督办', en: 'Overdue work' }, kinds: ['management', 'audit'] },
  { to: '/desk/notices', name: { zh: '消息', en: 'Notices' } },
  {
    to: '/desk/admissions',
    name: { zh: '入驻申请', en: 'Application' },
    kinds: ['agency'],
    counts: ['admission'],
  },
  {
    to: '/desk/admissions',
    name: { zh: '入驻核对', en: 'Admissions' },
    kinds: ['operator'],
    counts: ['admission'],
  },
  {
    to: '/desk/admissions',
    name: { zh: '资质（资格）审核', en: 'Qualifications' },
    kinds: ['department'],
    counts: ['admission'],
  },
  { to: '/desk/admissions', name: { zh: '入驻', en: 'Admissions' }, kinds: ['management', 'audit'] },
  {
    to: '/desk/qualifications',
    name: { zh: '资质（资格）', en: 'Qualifications' },
    kinds: ['agency'],
    counts: ['qualification'],
  },
  {
    to: '/desk/changes',
    name: { zh: '换证审核', en: 'New certificates' },
    kinds: ['department'],
    counts: ['change'],
  },
  {
    to: '/desk/imports',
    name: { zh: '存量机构导入', en: 'Take over agencies' },
    kinds: ['operator', 'management'],
  },
  {
    to: '/desk/changes',
    name: { zh: '信息变更', en: 'Changes' },
    kinds: ['agency', 'management', 'audit'],
  },
  {
    to: '/desk/changes',
    name: { zh: '变更核对', en: 'Changes' },
    kinds: ['operator'],
    counts: ['change'],
  },
  {
    to: '/desk/service-items',
    name: { zh: '中介服务事项清单', en: 'Service items' },
    kinds: ['department', 'management', 'audit'],
  },
  {
    to: '/desk/catalogue',
    name: { zh: '政府集中采购目录', en: 'Central catalogue' },
    kinds: ['finance', 'management', 'audit'],
  },
  {
    to: '/desk/standing-cases',
    name: { zh: '暂停与清退', en: 'Suspension' },
    kinds: ['operator', 'management', 'audit'],
    counts: ['standing-case'],
  },
  { to: '/desk/standing-cases', name: { zh: '资质通报', en: 'Reports' }, kinds: ['department'] },
  { to: '/desk/standing-cases', name: { zh: '暂停与恢复', en: 'Suspension' }, kinds: ['agency'] },
  {
    to: '/desk/credit',
    name: { zh: '信用数据', en: 'Credit data' },
    kinds: ['credit', 'operator', 'department', 'management', 'audit'],
  },
  {
    to: '/desk/objections',
    name: { zh: '公示异议', en: 'Objections' },
    kinds: ['owner', 'agency', 'operator', 'management', 'department', 'audit'],
    counts: ['objection'],
  },
  {
    to: '/desk/breaches',
    name: { zh: '失信认定与修复', en: 'Breaches' },
    kinds: ['operator', 'management', 'department', 'audit'],
    counts: ['breach'],
  },
  {
    to: '/desk/breaches',
    name: { zh: '失信与信用修复', en: 'Breaches and repair' },
    kinds: ['agency'],
    counts: ['breach'],
  },
  {
    to: '/desk/complaints',
    name: { zh: '投诉', en: 'Complaints' },
    kinds: ['owner', 'agency', 'operator', 'management', 'department', 'audit'],
    counts: ['complaint'],
  },
  {
    to: '/desk/consults',
    name: { zh: '咨询', en: 'Consults' },
    kinds: ['owner', 'agency', 'operator', 'department', 'management', 'audit'],
    counts: ['consult'],
  },
  {
    to: '/desk/reports',
    name: { zh: '举报与线索', en: 'Reports' },
    kinds: ['management', 'finance', 'audit'],
    counts: ['report'],
  },
  { to: '/desk/reports', name: { zh: '我的举报', en: 'My reports' }, kinds: ['owner', 'agency'] },
  {
    to: '/desk/procurements',
    name: { zh: '我的采购', en: 'My procurements' },
    kinds: ['owner'],
    counts: ['procurement'],
  },
  {
    to: '/desk/procurements',
    name: { zh: '公告核对与选取', en: 'Announcements' },
    kinds: ['operator'],
    counts: ['procurement'],
  },
  { to: '/desk/procurements', name: { zh: '可报名的项目', en: 'Open for registration' }, kinds: ['agency'] },
  { to: '/desk/procurements', name: { zh: '采购', en: 'Procurements' }, kinds: ['management', 'audit'] },
  {
    to: '/desk/frameworks',
    name: { zh: '批量采购', en: 'Frameworks' },
    kinds: ['owner', 'agency', 'operator', 'management', 'audit'],
    counts: ['framework'],
  },
  {
    to: '/desk/engagements',
    name: { zh: '履约', en: 'Engagements' },
    kinds: ['owner', 'agency', 'operator', 'management', 'audit', 'finance', 'department', 'credit'],
    counts: ['engagement'],
  },
  {
    to: '/desk/payments',
    name: { zh: '支付监督', en: 'Payments' },
    kinds: ['finance'],
  },
  {
    to: '/desk/payments',
    name: { zh: '付款', en: 'Payments' },
    kinds: ['owner', 'agency', 'management', 'audit'],
  },
  {
    to: '/desk/spot-checks',
    name: { zh: '合同与履约抽查', en: 'Spot checks' },
    kinds: ['operator', 'agency', 'owner', 'management', 'department', 'audit'],
    counts: ['spot-check'],
  },
  { to: '/desk/certificates', name: { zh: '证照库比对', en: 'Certificate library' }, kinds: ['department'] },
  { to: '/desk/recusals', name: { zh: '回避申报', en: 'Recusals' }, kinds: ['agency', 'owner'] },
  {
    to: '/desk/recusals',
    name: { zh: '回避', en: 'Recusals' },
    kinds: ['operator', 'audit'],
    counts: ['recusal'],
  },
  {
    to: '/desk/findings',
    name: { zh: '疑似同址报名', en: 'Same origin' },
    kinds: ['operator', 'audit'],
    counts: ['finding'],
  },
  { to: '/desk/owner', name: { zh: '单位信息', en: 'My entry' }, kinds: ['owner'] },
  { to: '/desk/staff', name: { zh: '单位人员', en: 'People' } },
  { to: '/desk/bodies', name: { zh: '机构设置', en: 'Bodies' }, kinds: ['management'] },
  { to: '/desk/readings', name: { zh: '审计导出与查阅记录', en: 'Audit and readings' }, kinds: ['audit'] },
  {
    to: '/desk/readings',
    name: { zh: '查阅记录', en: 'Readings' },
    kinds: ['management', 'operator', 'department', 'agency', 'owner'],
  },
  { to: '/desk/security', name: { zh: '账号安全', en: 'Security' } },
]

/** The entries for one kind of organisation, grouped, in the order of the table. */
export function menuFor(kind: OrganisationKind): { group: Text | undefined; entries: MenuEntry[] }[] {
  const groups: { group: Text | undefined; entries: MenuEntry[] }[] = []
  for (const entry of menu) {
    if (entry.kinds && !entry.kinds.includes(kind)) continue
    const own = groups.find((g) => g.group?.zh === entry.group?.zh)
    if (own) own.entries.push(entry)
    else groups.push({ group: entry.group, entries: [entry] })
  }
  return groups
}
