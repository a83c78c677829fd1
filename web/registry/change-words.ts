import type { Words } from '../words/words.ts'

/** Words of the pages of changes (111/33.1). */
export const changeWords = {
  mine: { zh: '信息变更', en: 'Changes' },
  check: { zh: '变更核对', en: 'Changes' },
  leadMine: {
    zh: '名称、法定代表人、关键岗位人员的变更经运营机构核对后生效；资质（资格）先经行业主管部门确认；联系方式与经营范围提交即生效。每次变更都留有版本。',
    en: 'A change of name, legal representative or key people takes effect when the operator has checked it; a qualification goes to its department first; contact and scope at once. Every change is a version.',
  },
  leadCheck: {
    zh: '关键信息变更经核对一致后才生效；核对时限比照入驻核对，为本系统缺省值。',
    en: 'Key changes take effect only when checked. The time for it follows that of admissions: a default of this system.',
  },
  begin: { zh: '申报变更', en: 'Report a change' },
  none: { zh: '还没有变更', en: 'No change yet' },
  noneMine: { zh: '信息有变化的，请及时申报。', en: 'Report whatever changes.' },
  noneCheck: {
    zh: '注册地在本地的机构申报关键信息变更后，会按到期先后列在这里。',
    en: 'Key changes of agencies registered here appear in the order in which they fall due.',
  },
  changed: { zh: '更新于', en: 'changed' },
  atOnce: { zh: '提交即生效', en: 'in force at once' },
  byCheck: { zh: '核对后生效', en: 'in force after the check' },
  notAdmitted: {
    zh: '入驻后方可在此申报变更；入驻申请中的信息请在申请里修改。',
    en: 'Changes are reported here once admitted; until then the application itself is edited.',
  },
  inForce: { zh: '现行', en: 'In force' },
  proposed: { zh: '变更为', en: 'To become' },
  newName: { zh: '新的机构名称', en: 'New name' },
  newNameHint: { zh: '与新营业执照一致的全称', en: 'In full, as on the new licence' },
  licence: { zh: '变更后的营业执照', en: 'Licence after the change' },
  newRepresentative: { zh: '新的法定代表人', en: 'New legal representative' },
  leaving: { zh: '离任人员', en: 'Who leaves' },
  leavingHint: {
    zh: '变更生效后即可在其他机构任职；业务授权人和账户管理员不得空缺。',
    en: 'Free for another agency once in force; there must always be an agent and an administrator.',
  },
  joining: { zh: '新任人员', en: 'Who joins' },
  nobody: { zh: '无', en: 'nobody' },
  field: { zh: '项目', en: 'Field' },
  compare: { zh: '变更内容', en: 'What changes' },
  history: { zh: '经过', en: 'History' },
  reasonWas: { zh: '理由：{{reason}}', en: 'Reason: {{reason}}' },
  approveQuestion: {
    zh: '变更内容与所附材料一致，准予变更并立即生效？',
    en: 'The change agrees with its material; let it take effect now?',
  },
  confirmQuestion: {
    zh: '证书属实、在有效期内，确认该项资质（资格）？',
    en: 'The certificate is true and valid: confirm the qualification?',
  },
  lapsedSince: { zh: '原证自 {{day}} 起失效，已暂停报名', en: 'Lapsed since {{day}}, suspended' },
  withdrawQuestion: { zh: '撤回这项变更？', en: 'Take this change back?' },
  publicPage: { zh: '查看公开页面', en: 'Public page' },
} as const satisfies Words
