import type {
  AdmissionCommand,
  AdmissionStatus,
  CheckedPart,
  FactName,
  SituationKind,
} from './admission-state.ts'
import type { LegalForm, Post } from './form.ts'
import type { ImportStatus } from './import.ts'
import type { RefusalCode } from './refusals.ts'
import type { AgencyStanding, OwnerKind } from './standing.ts'

interface Text {
  zh: string
  en: string
}

/** Why something was refused. `not-available` is worded by the platform, for every module. */
export const refusalWords: Record<Exclude<RefusalCode, 'not-available'>, Text> = {
  'field-missing': { zh: '此项必填。', en: 'This must be filled in.' },
  'credit-code-length': {
    zh: '统一社会信用代码应为 {{expected}} 位，现为 {{given}} 位。',
    en: 'A unified social credit code has {{expected}} characters; this one has {{given}}.',
  },
  'credit-code-character': {
    zh: '统一社会信用代码第 {{at}} 位“{{given}}”不是该位可用的字符（不使用 I、O、S、V、Z，第 3 至 8 位为数字）。',
    en: 'Character {{at}} of the code, “{{given}}”, is not one that may stand there.',
  },
  'credit-code-checksum': {
    zh: '统一社会信用代码校验不符，请核对是否抄错或漏字。',
    en: 'The check character of the code does not fit: something was copied wrongly.',
  },
  'identity-length': {
    zh: '公民身份号码应为 {{expected}} 位，现为 {{given}} 位。',
    en: 'An identity number has {{expected}} places; this one has {{given}}.',
  },
  'identity-character': {
    zh: '公民身份号码第 {{at}} 位“{{given}}”应为数字（末位可为 X）。',
    en: 'Place {{at}} of the identity number, “{{given}}”, must be a digit (the last may be X).',
  },
  'identity-region': {
    zh: '公民身份号码前两位“{{given}}”不是省级行政区代码。',
    en: 'No province has the code {{given}} with which the identity number begins.',
  },
  'identity-birthday': {
    zh: '公民身份号码中的出生日期 {{given}} 不存在或晚于今天。',
    en: 'The birthday {{given}} in the identity number does not exist or lies ahead.',
  },
  'identity-checksum': {
    zh: '公民身份号码校验不符，请核对是否抄错。',
    en: 'The check digit of the identity number does not fit: something was copied wrongly.',
  },
  'not-a-day': { zh: '“{{given}}”不是有效日期。', en: '“{{given}}” is not a day of the calendar.' },
  'phone-invalid': { zh: '电话号码不正确（手机 11 位，或区号加座机）。', en: 'Not a phone number.' },
  'email-invalid': { zh: '电子邮箱不正确。', en: 'Not an e-mail address.' },
  'place-unknown': { zh: '注册地“{{region}}”不在名录中。', en: 'The place {{region}} is not on the list.' },
  'not-established-yet': {
    zh: '成立日期 {{given}} 晚于今天。',
    en: 'The day of establishment, {{given}}, lies ahead.',
  },
  'term-ended': {
    zh: '营业期限已于 {{ended}} 届满；入驻机构须有效存续。',
    en: 'The term of business ended on {{ended}}; an agency must be in being.',
  },
  'licence-missing': { zh: '请上传营业执照（或其他主体登记证书）。', en: 'Upload the business licence.' },
  'authorised-agent-missing': { zh: '请指定业务授权人。', en: 'Name an authorised agent.' },
  'administrator-missing': { zh: '请指定账户管理员。', en: 'Name an account administrator.' },
  'post-missing': { zh: '请选择该人员的岗位。', en: 'Choose the post of this person.' },
  'not-employed': {
    zh: '{{name}}须为本机构在职人员，不得挂靠。',
    en: '{{name}} must be on the staff of the agency; names may not be borrowed.',
  },
  'person-twice': {
    zh: '{{name}}已经填过；一人多岗请在同一行勾选。',
    en: '{{name}} is listed already; tick several posts in one row.',
  },
  'service-missing': { zh: '请至少选择一项中介服务事项。', en: 'Choose at least one service item.' },
  'service-unknown': {
    zh: '“{{serviceType}}”不在公布的事项清单中。',
    en: '{{serviceType}} is not on the published list.',
  },
  'service-twice': { zh: '同一事项只填一次。', en: 'List each service item once.' },
  'certificate-missing': {
    zh: '请上传资质（资格）证书。',
    en: 'Upload the certificate of the qualification.',
  },
  'qualification-not-yet-valid': {
    zh: '资质（资格）自 {{from}} 起有效，尚未生效。',
    en: 'Valid only from {{from}}.',
  },
  'qualification-expired': {
    zh: '资质（资格）已于 {{expired}} 到期。',
    en: 'The qualification expired on {{expired}}.',
  },
  'ends-before-it-begins': { zh: '有效期止早于有效期起。', en: 'It ends before it begins.' },
  'application-under-way': {
    zh: '本机构已有一件入驻申请（{{id}}）在办或已入驻，不能另行申请。',
    en: 'The agency has an application ({{id}}) under way or is admitted already.',
  },
  'agency-barred': {
    zh: '{{name}}于 {{since}} 被清退，至 {{until}} 不得申请入驻。',
    en: '{{name}} was expelled on {{since}} and may not apply until {{until}}.',
  },
  'representative-barred': {
    zh: '法定代表人所在机构{{name}}于 {{since}} 被清退，至 {{until}} 不得申请入驻。',
    en: 'The legal representative’s agency {{name}} was expelled on {{since}}: no application until {{until}}.',
  },
  'key-person-elsewhere': {
    zh: '{{name}}已在{{agency}}担任关键岗位，不得同时在{{own}}任职。',
    en: '{{name}} holds a key post in {{agency}} and cannot hold one in {{own}} at the same time.',
  },
  'key-person-applying-elsewhere': {
    zh: '{{name}}已在另一家申请入驻的机构登记关键岗位，不得同时在{{own}}任职。',
    en: '{{name}} holds a key post in another agency that is applying and cannot hold one in {{own}} as well.',
  },
  'not-admitted': {
    zh: '本机构尚未入驻或已清退，没有可变更的公示信息。',
    en: 'The agency is not admitted: nothing of it is shown that could be changed.',
  },
  'change-under-way': {
    zh: '同一事项的变更已在核对中，请等待结果或先撤回。',
    en: 'A change of this matter is being checked; wait for it or withdraw it.',
  },
  'change-empty': { zh: '与现行信息相同，没有变更。', en: 'This is what is in force already.' },
  'key-person-gone': {
    zh: '所选离任人员已不在本机构关键岗位，请刷新后重选。',
    en: 'The person chosen to leave holds no post here any more; please choose anew.',
  },
  'file-unknown': { zh: '没有找到所附文件，请重新上传。', en: 'The file was not found; upload it again.' },
  'commitment-unsigned': {
    zh: '入驻承诺书尚未由法定代表人签订（修改内容后须重新签订）。',
    en: 'The legal representative has not signed the commitment; it is signed anew after every change.',
  },
  'commitment-outdated': {
    zh: '入驻承诺书已更新，请按现行文本重新签订。',
    en: 'The commitment has a newer text; please sign that one.',
  },
  'truth-not-declared': {
    zh: '须声明对所填信息和材料的真实性、准确性、合法性负责。',
    en: 'You must answer for the truth, accuracy and lawfulness of what you file.',
  },
  'scoring-not-accepted': { zh: '须同意接受评分管理。', en: 'You must accept management by score.' },
  'signer-is-not-representative': {
    zh: '入驻承诺书由法定代表人{{representative}}签订；当前登录的是{{signer}}。',
    en: 'The legal representative {{representative}} signs; you are signed in as {{signer}}.',
  },
  'no-operator': {
    zh: '注册地没有运营机构，请联系市管理机构。',
    en: 'The place of registration has no operator.',
  },
  'no-department': { zh: '该事项尚未确定行业主管部门。', en: 'This service item has no department yet.' },
  'supplement-already-told': {
    zh: '补正要求须一次性告知，已于 {{toldAt}} 告知过，不得再次要求补正。',
    en: 'Supplements are told once, all together; this was done at {{toldAt}}.',
  },
  'check-already-passed': {
    zh: '已于 {{passedAt}} 核对通过，等待行业主管部门审核资质（资格）。',
    en: 'The check was passed at {{passedAt}}; the departments still have to confirm.',
  },
  'checklist-incomplete': { zh: '还有内容未核对一致。', en: 'Some parts have not been compared yet.' },
  'demands-missing': { zh: '请逐条写明全部补正要求。', en: 'Write down every demand.' },
  'reason-missing': { zh: '请说明理由。', en: 'Give the reason.' },
  'no-such-review': {
    zh: '该事项不在本部门待审核之列。',
    en: 'This service item does not await the confirmation of your department.',
  },
  'publicity-running': { zh: '公示期至 {{ends}} 届满。', en: 'The publicity runs until {{ends}}.' },
  'place-of-another-operator': {
    zh: '注册地 {{region}} 由其他运营机构负责。',
    en: 'Another operator is in charge of {{region}}.',
  },
  'code-twice-in-file': {
    zh: '与第 {{row}} 行的统一社会信用代码相同。',
    en: 'Row {{row}} has the same unified social credit code.',
  },
  'code-registered-already': {
    zh: '代码 {{code}} 的中介服务机构已在系统中。',
    en: 'An agency with the code {{code}} is in the system already.',
  },
  'key-person-in-another-row': {
    zh: '{{name}}已在第 {{row}} 行“{{agency}}”担任关键岗位，不得同时在两家任职。',
    en: '{{name}} holds a key post in row {{row}}, “{{agency}}”; nobody holds posts in two agencies.',
  },
  'admitted-later': {
    zh: '原入驻日期 {{given}} 晚于今天。',
    en: 'The day of admission, {{given}}, lies ahead.',
  },
  'not-a-clerk': {
    zh: '请选择本运营机构的经办人。',
    en: 'Choose one of the operator’s own people.',
  },
  'hand-over-reason-missing': {
    zh: '此件现由{{from}}经办，移交须说明理由。',
    en: '{{from}} has it in hand; say why it goes to another.',
  },
  'code-registered': {
    zh: '该统一社会信用代码已注册，请使用原账号登录。',
    en: 'An organisation with this code is registered already; sign in with its account.',
  },
  'code-of-another-kind': {
    zh: '统一社会信用代码以“{{prefix}}”开头，与所选业主类别不符。',
    en: 'A code that begins with {{prefix}} does not belong to this kind of owner.',
  },
  'owner-kind-missing': { zh: '请选择业主类别。', en: 'Choose the kind of owner.' },
  'name-not-full': {
    zh: '请填写统一社会信用代码证书上的全称，不用简称、不含空格。',
    en: 'Give the full name as on the code certificate, without spaces.',
  },
  'name-not-as-certified': {
    zh: '财政性资金项目业主须用统一社会信用代码证书上的全称“{{certificateName}}”。',
    en: 'An owner of fiscal money is registered under the full name of its code certificate, “{{certificateName}}”.',
  },
  'owner-kind-fixed': {
    zh: '自然人与单位之间不能互改；请注销后按新的类别重新注册。',
    en: 'A person does not become an organisation, nor the other way round; deregister and register anew.',
  },
  'person-registered': {
    zh: '该身份号码已注册为项目业主，请使用原账号登录。',
    en: 'This person is registered as an owner already; sign in with that account.',
  },
  'person-has-no-code': {
    zh: '自然人没有统一社会信用代码，此项留空。',
    en: 'A natural person has no unified social credit code; leave it empty.',
  },
  'person-not-fiscal': {
    zh: '自然人不是财政性资金项目业主。',
    en: 'A natural person does not spend fiscal money.',
  },
  'person-acts-alone': {
    zh: '自然人业主由{{name}}本人办理。',
    en: 'As a natural person, {{name}} acts in person.',
  },
  'owner-has-open-business': {
    zh: '还有 {{n}} 件未办结，办结后方可注销：{{titles}}。',
    en: 'Still open, to be finished first ({{n}}): {{titles}}.',
  },
  'account-taken': { zh: '账号“{{account}}”已被使用。', en: 'The account {{account}} is taken.' },
  'account-invalid': {
    zh: '账号为 2 至 40 位字母、数字、点、横线或下划线。',
    en: 'An account has 2 to 40 letters, digits, dots, dashes.',
  },
  'password-short': { zh: '密码至少 10 位。', en: 'A password has at least 10 characters.' },
}

/** What can be done. */
export const actionWords: Record<AdmissionCommand['kind'], Text> = {
  save: { zh: '保存', en: 'Save' },
  'sign-commitment': { zh: '签订入驻承诺书', en: 'Sign the commitment' },
  submit: { zh: '提交入驻申请', en: 'Submit the application' },
  withdraw: { zh: '撤回申请', en: 'Withdraw' },
  'request-supplement': { zh: '一次性告知补正', en: 'Ask for a supplement' },
  'pass-check': { zh: '核对通过', en: 'Pass the check' },
  refuse: { zh: '核对不予通过', en: 'Refuse' },
  'confirm-qualification': { zh: '确认资质（资格）', en: 'Confirm the qualification' },
  'decline-qualification': { zh: '不予确认', en: 'Decline the qualification' },
  'record-situation': { zh: '记录第二十条所列情形', en: 'Record a situation of article 20' },
  assign: { zh: '分派或移交', en: 'Assign or hand over' },
  publish: { zh: '发布入驻公示', en: 'Publish the admission' },
  'end-publicity': { zh: '公示期满', en: 'End the publicity' },
  revoke: { zh: '终止入驻', en: 'End the admission' },
}

/** What a desk calls the work that waits. */
export const clockWords: Partial<Record<AdmissionCommand['kind'], Text>> = {
  'pass-check': { zh: '入驻核对', en: 'Admission to check' },
  'confirm-qualification': { zh: '资质（资格）审核', en: 'Qualification to confirm' },
  submit: { zh: '补正入驻材料', en: 'Supplement to file' },
  publish: { zh: '发布入驻公示', en: 'Admission to publish' },
  'end-publicity': { zh: '入驻公示期满', en: 'End of the publicity' },
}

export const admissionStatusWords: Record<AdmissionStatus, Text> = {
  draft: { zh: '填报中', en: 'Draft' },
  submitted: { zh: '核对审核中', en: 'Being checked' },
  'supplement-requested': { zh: '待补正', en: 'Supplement requested' },
  admitted: { zh: '已入驻，待公示', en: 'Admitted, to be published' },
  'in-publicity': { zh: '已入驻，公示中', en: 'Admitted, in publicity' },
  closed: { zh: '已入驻', en: 'Admitted' },
  revoked: { zh: '异议成立，入驻终止', en: 'Ended after an objection' },
  refused: { zh: '不予通过', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}

/** What happened, one line for the timeline; the parameters are the fact's body. */
export const factWords: Record<`admission.${FactName}` | 'admission.compared', Text> = {
  'admission.compared': {
    zh: '与证照库比对，{{department}}研判：{{reason}}',
    en: 'Compared with the library; {{department}}: {{reason}}',
  },
  'admission.submitted': { zh: '提交入驻申请', en: 'Application submitted' },
  'admission.supplemented': {
    zh: '提交补正材料，核对时间重新计算',
    en: 'Supplement filed; the clock begins anew',
  },
  'admission.withdrawn': { zh: '撤回入驻申请', en: 'Application withdrawn' },
  'admission.supplement-told': { zh: '一次性告知补正：{{demands}}', en: 'Supplement asked for: {{demands}}' },
  'admission.check-passed': { zh: '信息与材料一致，核对通过', en: 'Check passed' },
  'admission.refused': { zh: '核对不予通过：{{reason}}', en: 'Refused: {{reason}}' },
  'admission.qualification-confirmed': {
    zh: '行业主管部门确认资质（资格）：{{serviceType}}',
    en: 'Qualification confirmed: {{serviceType}}',
  },
  'admission.qualification-declined': {
    zh: '行业主管部门不予确认 {{serviceType}}：{{reason}}',
    en: 'Qualification declined for {{serviceType}}: {{reason}}',
  },
  'admission.admitted': { zh: '入驻：{{services}}', en: 'Admitted for {{services}}' },
  'admission.assigned': {
    zh: '由{{to}}经办（{{by}}分派）{{reason}}',
    en: 'In the hands of {{to}} (by {{by}}) {{reason}}',
  },
  'admission.imported': {
    zh: '由{{by}}按原入驻记录导入（{{source}}，原入驻日期 {{admittedOn}}）：{{services}}',
    en: 'Taken over by {{by}} from its records ({{source}}, admitted {{admittedOn}}): {{services}}',
  },
  'admission.situation-recorded': { zh: '记录情形：{{basis}}', en: 'Situation recorded: {{basis}}' },
  'admission.published': { zh: '入驻信息公示，至 {{ends}}', en: 'Published; publicity until {{ends}}' },
  'admission.publicity-ended': { zh: '公示期满', en: 'Publicity ended' },
  'admission.revoked': {
    zh: '公示异议成立，{{by}}决定终止入驻：{{reason}}',
    en: 'Objection upheld; {{by}} ended the admission: {{reason}}',
  },
}

export const checklistWords: Record<CheckedPart, Text> = {
  subject: { zh: '主体信息与营业执照一致', en: 'Legal subject agrees with its licence' },
  representative: { zh: '法定代表人与营业执照一致', en: 'Legal representative agrees with the licence' },
  people: {
    zh: '业务授权人、账户管理员、执业人员信息齐全、为在职人员',
    en: 'Key people complete and on the staff',
  },
  services: { zh: '中介服务事项与资质（资格）证书一致', en: 'Service items agree with the certificates' },
  commitment: { zh: '入驻承诺书由法定代表人签订', en: 'Commitment signed by the legal representative' },
}

export const situationWords: Record<SituationKind, Text> = {
  'false-material': { zh: '违反入驻承诺，资料不实', en: 'False material, against the commitment' },
  shell: { zh: '公示期被举报，属换壳入驻', en: 'Reported during publicity as a changed shell' },
  'serious-dishonesty': { zh: '出现严重失信行为，在惩戒期内', en: 'Serious dishonesty within its term' },
  'suspended-by-law': {
    zh: '其他依法被暂停或责令不得开展中介服务',
    en: 'Otherwise suspended or forbidden by law to serve',
  },
}

export const postWords: Record<Post, Text> = {
  'authorised-agent': { zh: '业务授权人', en: 'Authorised agent' },
  admin: { zh: '账户管理员', en: 'Account administrator' },
  practitioner: { zh: '执业（职业）人员', en: 'Practitioner' },
}

export const legalFormWords: Record<LegalForm, Text> = {
  'legal-person': { zh: '法人', en: 'Legal person' },
  unincorporated: { zh: '非法人组织', en: 'Unincorporated organisation' },
}

export const ownerKindWords: Record<OwnerKind, Text> = {
  'state-organ': { zh: '机关', en: 'State organ' },
  'public-institution': { zh: '事业单位', en: 'Public institution' },
  'social-organisation': { zh: '社会组织', en: 'Social organisation' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  'natural-person': { zh: '自然人', en: 'Natural person' },
}

export const agencyStatusWords: Record<AgencyStanding['status'], Text> = {
  applying: { zh: '申请入驻', en: 'Applying' },
  admitted: { zh: '已入驻', en: 'Admitted' },
  suspended: { zh: '暂停服务', en: 'Suspended' },
  expelled: { zh: '已清退', en: 'Expelled' },
}

/** How far the taking-over of existing agencies is. */
export const importStatusWords: Record<ImportStatus, Text> = {
  checking: { zh: '校验中', en: 'Checking' },
  writing: { zh: '导入中', en: 'Taking in' },
  refused: { zh: '有问题，未导入', en: 'Refused, nothing taken in' },
  done: { zh: '已导入', en: 'Taken in' },
}
