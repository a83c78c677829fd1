import type { ComplaintCommand, ComplaintResult, ComplaintStatus } from './complaint-state.ts'
import type { ComplaintKind } from './windows.ts'

interface Text {
  zh: string
  en: string
}

/** Every reason for which this workflow says no. */
export const complaintRefusalWords = {
  'complaint-too-late': {
    zh: '投诉期限已于 {{end}} 届满。有新的违法线索，可以向有关行业主管部门举报。',
    en: 'The time for this complaint ended at {{end}}. Tell the department in charge of what is new.',
  },
  'complaint-under-way': {
    zh: '您对同一事项的投诉（{{id}}）正在处理，请等待结果或补充证据。',
    en: 'Your complaint ({{id}}) about the same matter is being handled.',
  },
  'facts-missing': {
    zh: '请写明具体的投诉事项及事实依据。',
    en: 'State what the complaint is about and the facts behind it.',
  },
  'provisions-missing': {
    zh: '请写明被投诉人违反的有关法律法规、管理办法条款。',
    en: 'Name the provisions that were broken.',
  },
  'signatory-missing': { zh: '请填写投诉书的签字人。', en: 'Name who signed the letter.' },
  'letter-missing': {
    zh: '请上传投诉书：法人组织须由法定代表人或授权代表签字并加盖公章，其他由主要负责人或本人签字。',
    en: 'Upload the letter: a legal person signs by its representative and seals; others sign themselves.',
  },
  'identity-missing': {
    zh: '非法人组织或自然人须附有效身份证明复印件。',
    en: 'Who is no legal person attaches a copy of a valid proof of identity.',
  },
  'paper-unknown': { zh: '没有找到所附文件，请重新上传。', en: 'The file was not found; upload it again.' },
  'complaint-text-missing': { zh: '请填写此项。', en: 'Please fill this in.' },
  'name-missing': { zh: '投诉实行实名制，请填写投诉人姓名或名称。', en: 'Complaints are made by name.' },
  'no-such-question': { zh: '没有这个待答复的问题。', en: 'There is no such question to answer.' },
  'not-overdue': {
    zh: '对方尚有时间答复（至 {{due}}），不能认定为拒绝配合。',
    en: 'There is still time to answer, until {{due}}.',
  },
  'department-unknown': { zh: '该地没有这个行业主管部门。', en: 'There is no such department at the place.' },
  'cannot-annul': {
    zh: '只有选取结果公示期内、投诉成立的公告或选取投诉，才能终止本次选取。',
    en: 'Only an upheld complaint about an announcement or a selection whose result is being publicised can end it.',
  },
  'writing-not-due': { zh: '提交书面材料的期限未到。', en: 'The time for the written material is not over.' },
} as const satisfies Record<string, Text>

export type ComplaintRefusalCode = 'not-available' | 'not-permitted' | keyof typeof complaintRefusalWords

export const complaintKindWords: Record<ComplaintKind, Text> = {
  admission: { zh: '入驻过程及结果', en: 'An admission' },
  announcement: { zh: '采购公告', en: 'An announcement' },
  selection: { zh: '选取过程及结果', en: 'A selection' },
  'operator-service': { zh: '运营机构的服务质量、时效', en: "An operator's service" },
  'agency-service': { zh: '中介服务机构的服务质量、合同履约', en: "An agency's service" },
}

export const complaintActionWords: Record<ComplaintCommand['kind'], Text> = {
  file: { zh: '提出投诉', en: 'File the complaint' },
  'record-oral': { zh: '登记口头投诉', en: 'Record an oral complaint' },
  write: { zh: '补交书面材料', en: 'Submit the written material' },
  lapse: { zh: '逾期未交书面材料', en: 'No written material in time' },
  accept: { zh: '受理', en: 'Accept' },
  refuse: { zh: '不予受理', en: 'Do not accept' },
  ask: { zh: '要求说明情况', en: 'Ask a party' },
  answer: { zh: '答复', en: 'Answer' },
  'record-refusal': { zh: '认定拒绝配合', en: 'Record a refusal to co-operate' },
  'add-evidence': { zh: '记入证据或质证', en: 'Add evidence' },
  pass: { zh: '移送行业主管部门', en: 'Pass to a department' },
  'return-result': { zh: '告知处理结果', en: 'Return the result' },
  decide: { zh: '作出处理决定', en: 'Decide' },
  publish: { zh: '公布处理决定', en: 'Publish the decision' },
  withdraw: { zh: '撤回投诉', en: 'Withdraw' },
}

export const complaintStatusWords: Record<ComplaintStatus, Text> = {
  new: { zh: '填写中', en: 'New' },
  said: { zh: '待交书面材料', en: 'Written material due' },
  filed: { zh: '待受理', en: 'Awaiting acceptance' },
  accepted: { zh: '调查处理中', en: 'Being investigated' },
  passed: { zh: '行业主管部门处理中', en: 'With the department' },
  decided: { zh: '已作出决定，待公布', en: 'Decided, not yet published' },
  published: { zh: '决定已公布', en: 'Decision published' },
  'not-accepted': { zh: '不予受理', en: 'Not accepted' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  closed: { zh: '投诉人拒绝配合，已撤销', en: 'Closed: the complainant did not co-operate' },
}

export const complaintResultWords: Record<ComplaintResult, Text> = {
  upheld: { zh: '投诉成立', en: 'Upheld' },
  rejected: { zh: '投诉不成立', en: 'Rejected' },
  fabricated: { zh: '捏造事实或提供虚假材料，予以驳回', en: 'Rejected as fabricated' },
}

/** What happened, `complaint.<name>`; the parameters are the fact's body. */
export const complaintFactWords = {
  'complaint.recorded': { zh: '登记口头投诉', en: 'Oral complaint recorded' },
  'complaint.filed': { zh: '提交投诉书面材料', en: 'Complaint filed in writing' },
  'complaint.accepted': { zh: '受理投诉', en: 'Accepted' },
  'complaint.not-accepted': { zh: '不予受理：{{reason}}', en: 'Not accepted: {{reason}}' },
  'complaint.asked': { zh: '要求当事人说明情况', en: 'A party was asked' },
  'complaint.answered': { zh: '当事人答复', en: 'A party answered' },
  'complaint.waived': { zh: '被投诉人拒绝配合，视同放弃说明权利', en: 'The respondent has waived its say' },
  'complaint.closed': { zh: '投诉人拒绝配合，自动撤销', en: 'Closed: the complainant did not co-operate' },
  'complaint.evidence': { zh: '记入证据', en: 'Evidence added' },
  'complaint.passed': { zh: '移送{{department}}处理', en: 'Passed to {{department}}' },
  'complaint.returned': { zh: '行业主管部门告知处理结果', en: 'The department returned its result' },
  'complaint.decided': { zh: '作出处理决定', en: 'Decided' },
  'complaint.published': { zh: '公布处理决定：{{text}}', en: 'Decision published: {{text}}' },
  'complaint.withdrawn': { zh: '投诉人撤回投诉', en: 'Withdrawn by the complainant' },
} as const satisfies Record<string, Text>

export type ComplaintFactName = keyof typeof complaintFactWords extends `complaint.${infer N}` ? N : never
