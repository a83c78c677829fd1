import type { Text } from './words.ts'

// A file of its own: the public pages say what happened and refuse nothing, so they do not carry these.

/** Why something was refused; `refuse` in refusals.ts takes no other code. */
export const refusalWords = {
  'draft-field-missing': { zh: '请填写此项。', en: 'Please fill this in.' },
  'service-not-listed': {
    zh: '该服务不在已公布的中介服务事项清单内。清单以外的服务可选“其他涉及行政管理工作的中介服务”。',
    en: 'This service is not on the published list. For others choose the open fifth category.',
  },
  'in-central-catalogue': {
    zh: '属于政府集中采购目录以内的服务，适用政府采购法律，不在本超市选取。',
    en: 'The service is in the central procurement catalogue: government procurement law applies, not this market.',
  },
  'government-procurement-applies': {
    zh: '财政性资金服务金额达到采购限额标准，适用政府采购法律，不在本超市选取。',
    en: 'Fiscal money at or above the threshold: government procurement law applies, not this market.',
  },
  'catalogue-lists-the-type': {
    zh: '{{year}} 年度政府集中采购目录（{{documentNumber}}）列有“{{code}} {{name}}”。确不属于的，请说明理由（不少于 {{least}} 个字）。',
    en: 'The central catalogue of {{year}} ({{documentNumber}}) lists “{{code}} {{name}}”. If the service is not that, explain why (at least {{least}} characters).',
  },
  'fee-outside-guided-price': {
    zh: '该事项实行政府指导价，费用须在 {{lowYuan}} 元至 {{highYuan}} 元之间（{{document}}）。',
    en: 'Government guides this price: the fee must lie between {{lowYuan}} and {{highYuan}} yuan ({{document}}).',
  },
  'fee-is-not-the-set-price': {
    zh: '该事项实行政府定价，费用须为 {{lowYuan}} 元（{{document}}）。',
    en: 'Government sets this price: the fee must be {{lowYuan}} yuan ({{document}}).',
  },
  'formula-without-price': {
    zh: '该事项为{{price}}：金额计算方式须写明依据 {{document}}。',
    en: 'The published price is {{price}}: the formula must name {{document}}.',
  },
  'fee-and-formula': {
    zh: '已填写确定的金额，不再填写计算方式；暂不确定金额的，请清空金额。',
    en: 'A settled fee needs no formula; for an unsettled fee leave the amount empty.',
  },
  'not-an-amount': {
    zh: '金额须为大于零的数，最多两位小数。',
    en: 'The amount must be above zero, with at most two decimals.',
  },
  'not-a-time-limit': { zh: '时限须为 1 至 3650 天。', en: 'The time limit must be 1 to 3650 days.' },
  'method-switched-off': {
    zh: '该选取方式已停用：{{document}}。',
    en: 'This method of selection has been switched off: {{document}}.',
  },
  'no-method-approved': {
    zh: '尚无经省中介超市管理机构认可的其他方式。',
    en: 'The province has approved no other method yet.',
  },
  'method-not-approved': {
    zh: '请选择一种经省中介超市管理机构认可的方式。',
    en: 'Please choose a method that the province has approved.',
  },
  'method-needs-fee': {
    zh: '该选取方式须有确定的金额。',
    en: 'This method of selection needs a settled fee.',
  },
  'range-missing': {
    zh: '竞价选取须公布报价范围：请填写下限（大于零）。',
    en: 'An auction needs a published range: please give its lower end, above zero.',
  },
  'range-upside-down': {
    zh: '报价范围的下限不得高于最高限价。',
    en: 'The lower end of the range must not exceed the maximum.',
  },
  'range-ends-at-fee': {
    zh: '最高限价即公告金额，两处须一致。',
    en: 'The maximum price is the announced fee; both must agree.',
  },
  'ground-missing': {
    zh: '直接选取须符合办法所列条件之一，请选择依据。',
    en: 'Direct selection needs one of the four grounds of the measure.',
  },
  'conduct-missing': { zh: '请选择如何确定中选方。', en: 'Please say how the one is found.' },
  'conduct-not-allowed': {
    zh: '该依据不允许这样确定中选方。',
    en: 'This ground does not allow that way of finding the one.',
  },
  'too-few-invited': {
    zh: '须邀请 {{least}} 家以上，已填 {{given}} 家。',
    en: 'At least {{least}} must be invited; {{given}} are named.',
  },
  'one-to-choose': { zh: '直接选取 1 家，请只写 1 家机构。', en: 'Name exactly one agency.' },
  'invitee-twice': { zh: '同一机构只写一次。', en: 'Name each agency once.' },
  'fee-not-small': {
    zh: '服务金额高于 1 万元，不适用此依据。',
    en: 'The fee is above 10,000 yuan: this ground does not apply.',
  },
  'project-not-small': {
    zh: '整个项目规模预估价须低于二百万元。',
    en: 'The whole project must be estimated below 2,000,000 yuan.',
  },
  'issuer-below-county': {
    zh: '书面说明须由县级以上政府或部门出具。',
    en: 'The document must be issued at county level or above.',
  },
  'original-unknown': {
    zh: '请选择本单位已签合同的项目。',
    en: 'Choose one of your own projects with a contract.',
  },
  'not-the-same-agency': {
    zh: '后续服务只能直接选取原机构（{{agency}}）。',
    en: 'Only the agency of the contract can be chosen: {{agency}}.',
  },
  'follow-on-too-large': {
    zh: '后续服务金额累计超过原合同金额的 10%，不适用此依据。',
    en: 'All follow-ons together exceed 10% of the contract: this ground does not apply.',
  },
  'weights-not-whole': {
    zh: '评分、响应方案、质量管理水平的权重须合计 100%。',
    en: 'The weights must add up to 100%.',
  },
  'criteria-missing': {
    zh: '响应方案有权重的，须公布至少一项评分标准。',
    en: 'A plan that counts needs at least one published criterion.',
  },
  'criterion-incomplete': {
    zh: '第 {{n}} 项评分标准不完整：名称、最低与最高要求（须不同）、分值。',
    en: 'Criterion {{n}} is incomplete: name, two different bounds, share.',
  },
  'criteria-not-whole': {
    zh: '各项评分标准的分值须合计 100%，现为 {{sum}}%。',
    en: 'The shares of the criteria must add up to 100%; they are {{sum}}%.',
  },
  'framework-for-departments': {
    zh: '批量采购由政府相关职能部门选取，本单位可按项目逐次选取。',
    en: 'Frameworks are selected by government departments; select for each project instead.',
  },
  'framework-seats': {
    zh: '批量采购选取 {{least}} 至 {{most}} 家。',
    en: 'A framework has {{least}} to {{most}} members.',
  },
  'quotas-not-whole': {
    zh: '各成员的配额须为 {{seats}} 项、均大于零，合计 100%，现为 {{sum}}%。',
    en: 'Shares: one above zero for each of {{seats}} members, 100% together; now {{sum}}%.',
  },
  'ceiling-below-fee': {
    zh: '总额上限低于单次服务费用。',
    en: 'The ceiling is below the fee of one service.',
  },
  'framework-term': {
    zh: '批量采购的截止日期须晚于报名截止之日，且不晚于 {{latest}}（最长 {{most}} 天）。',
    en: 'The framework must end after registration and not later than {{latest}} ({{most}} days).',
  },
  'framework-needs-order': {
    zh: '择优选取和直接选取 1 家不产生名次，不能用于批量采购；请选随机、均价、竞价等方式。',
    en: 'This way of choosing gives no order of several; choose random, average price or auction.',
  },
  'deadline-passed': { zh: '截止时间须晚于现在。', en: 'The deadline must still be to come.' },
  'not-invited': {
    zh: '本项目为直接选取，只有受邀机构可以报名。',
    en: 'Direct selection: only agencies asked by name may register.',
  },
  'sealing-key-not-bound': {
    zh: '保管方尚未把封存密钥绑定到本公告的规则，现在密封不能保证截止前无人能开。请稍后再试，报价没有发出。',
    en: 'The trustees have not tied the sealing key to this announcement yet. Try again shortly; nothing was sent.',
  },
  'sealing-key-differs': {
    zh: '封存密钥与日志中公告的规则不一致，报价没有密封，也没有发出。请向管理机构反映。',
    en: 'The sealing key is not the one of the logged rules. Nothing was sealed or sent; tell the management body.',
  },
  'offer-missing': {
    zh: '本项目的选取方式要求密封报价或响应方案。',
    en: 'This method asks for a sealed quote or response plan.',
  },
  'offer-not-asked': {
    zh: '本项目不要求报价或响应方案。',
    en: 'No quote or plan is asked for here.',
  },
  'offer-malformed': {
    zh: '密封内容的格式或长度不对，请刷新页面后重试。',
    en: 'The sealed offer has the wrong form or length; reload the page and try again.',
  },
  'offer-not-bound': {
    zh: '密封内容与报名凭据不一致，请刷新页面后重试。',
    en: 'The sealed offer does not belong to this registration; reload and try again.',
  },
  'offer-unreadable': {
    zh: '密封内容无法开启：不是为本项目、由本机构密封的，或已损坏。',
    en: 'The sealed offer does not open: not sealed for this announcement by this agency, or damaged.',
  },
  'quote-above-fee': {
    zh: '报价高于公告金额。',
    en: 'The quote is above the published fee.',
  },
  'plan-answers': {
    zh: '响应方案应答 {{asked}} 项评分标准，实答 {{given}} 项。',
    en: 'The plan must answer {{asked}} criteria; it answers {{given}}.',
  },
  'not-recommended': {
    zh: '只能从系统推荐的机构中选取。',
    en: 'Choose one of those that the system recommends.',
  },
  'choice-needs-reason': {
    zh: '不选取第一名的，请写明理由（不少于 10 个字）。',
    en: 'When it is not the first, say why (at least 10 characters).',
  },
  'method-not-offered': {
    zh: '该选取方式目前未开放。',
    en: 'This method of selection is not offered at present.',
  },
  'deadline-too-early': {
    zh: '从发布至报名截止不少于 2 个工作日：最早为 {{earliest}}。',
    en: 'At least 2 working days must lie between publication and deadline: not before {{earliest}}.',
  },
  'not-a-phone-number': { zh: '请填写联系电话。', en: 'Please give a telephone number.' },
  'unknown-region': { zh: '没有这个地区。', en: 'There is no such region.' },
  'restrictive-wording': {
    zh: '“{{quote}}”可能构成区域性、行业性限制。请修改，或逐处写明理由（不少于 10 个字）。',
    en: '“{{quote}}” may restrict by place or trade. Change it, or give the reason (at least 10 characters).',
  },
  'not-a-demand': {
    zh: '只能就一次性告知过的补正要求认定未补正。',
    en: 'Only demands that were told can be found unmet.',
  },
  'deadline-moved-earlier': {
    zh: '报名截止时间只能顺延，不能早于项目业主填写的时间。',
    en: 'The deadline can only move later than what the owner gave.',
  },
  'commitment-missing': {
    zh: '报名须承诺符合报名条件且将按要求履行好服务。',
    en: 'Registering takes the commitment to meet the conditions and to serve as required.',
  },
  'statement-missing': { zh: '请先上传书面说明。', en: 'Please file the written statement first.' },
  'registration-closed': {
    zh: '报名已于 {{deadline}} 截止。',
    en: 'Registration ended on {{deadline}}.',
  },
  'already-registered': { zh: '贵机构已报名此项目。', en: 'Your agency has registered already.' },
  'not-registered': { zh: '贵机构没有报名此项目。', en: 'Your agency has not registered.' },
  'too-late-to-withdraw': {
    zh: '报名截止后不能取消报名。',
    en: 'After the deadline a registration can no longer be withdrawn.',
  },
  'too-late-to-cancel': {
    zh: '报名截止后即进入选取，不能取消采购。',
    en: 'Selection begins at the deadline; the procurement can no longer be cancelled.',
  },
  'award-held': {
    zh: '对本次采购的投诉正在处理，处理完毕后再出具中选通知书。',
    en: 'A complaint about this procurement is being handled; the award notice waits for it.',
  },
  'too-early': { zh: '时间未到，{{due}} 由系统自动办理。', en: 'Not yet: the system does this on {{due}}.' },
  'announcement-supplement-told-once': {
    zh: '补正要求只能一次性告知，已告知过。',
    en: 'What is missing is told once; that has been done.',
  },
  'supplement-first': {
    zh: '须先一次性告知补正要求；项目业主补正后仍不符合的，方可退回。',
    en: 'The owner must first be told what is missing and have had the chance to supply it.',
  },
  'winner-qualifies': {
    zh: '中选机构目前符合全部条件，任何人不得干预中选结果。',
    en: 'The winner meets every condition; nobody may interfere with the result.',
  },
  'already-run-again': { zh: '已另行组织选取。', en: 'A new selection has been started already.' },
  'agency-not-admitted': { zh: '贵机构尚未入驻。', en: 'Your agency has not been admitted.' },
  'agency-suspended-from-selection': {
    zh: '贵机构已被暂停参与承接中介服务。',
    en: 'Your agency is suspended.',
  },
  'agency-suspended-for-breach': {
    zh: '贵机构因失信行为被暂停参与承接中介服务，至 {{until}} 止。',
    en: 'Your agency is suspended for a breach until {{until}}.',
  },
  'agency-expelled-from-market': { zh: '贵机构已被清退。', en: 'Your agency has been expelled.' },
  'service-not-held': {
    zh: '贵机构入驻的服务类型中没有此项。',
    en: 'Your agency was not admitted for this type of service.',
  },
  'qualification-not-confirmed': {
    zh: '贵机构此项资质（资格）尚未经行业主管部门审核确认。',
    en: 'The department has not confirmed your qualification for this service.',
  },
  'service-suspended': { zh: '贵机构此项服务已被暂停。', en: 'This service of your agency is suspended.' },
  'qualification-expired-by-deadline': {
    zh: '资质（资格）有效期至 {{validTo}}，到报名截止之日（{{deadline}}）已失效。',
    en: 'The qualification is valid to {{validTo}} and expires before the day of the deadline, {{deadline}}.',
  },
  'listed-qualification-missing': {
    zh: '承接本事项依法须具备“{{required}}”，贵机构经确认的相关资质（资格）：{{held}}。取得后通过“信息变更”提交确认。',
    en: 'By law this service takes “{{required}}”; confirmed of your agency: {{held}}. File what you hold as a change.',
  },
  'listed-qualification-lapsed': {
    zh: '承接本事项依法须具备“{{required}}”，贵机构的证书有效期至 {{validTo}}，到报名截止之日（{{deadline}}）已失效。',
    en: 'By law this service takes “{{required}}”; your certificate is valid to {{validTo}} and expires before the day of the deadline, {{deadline}}.',
  },
  'listed-qualification-suspended': {
    zh: '承接本事项依法须具备“{{required}}”，贵机构凭该资质（资格）承接的服务已被暂停。',
    en: 'By law this service takes “{{required}}”; the service for which yours was confirmed is suspended.',
  },
  'qualification-not-held': {
    zh: '公告要求具备“{{required}}”。',
    en: 'The announcement asks for “{{required}}”.',
  },
  'grade-too-low': {
    zh: '公告要求“{{required}}”{{grade}}，贵机构为{{held}}。',
    en: 'The announcement asks for {{grade}} of “{{required}}”; your agency holds {{held}}.',
  },
  kinship: {
    zh: '本机构法定代表人或实际控制人与项目业主单位法定代表人或项目负责人有应当回避的亲属关系（依申报）。',
    en: 'A declared kinship between your representative or controller and the owner’s representative or project lead.',
  },
  'kinship-declared-here': {
    zh: '本机构已申报：法定代表人或实际控制人与该项目业主单位法定代表人或项目负责人有亲属关系，应当回避。见“回避申报”。',
    en: 'Your agency declared a kinship with the owner’s representative or project lead and stands back.',
  },
  'kinship-declared-there': {
    zh: '项目业主已申报：其法定代表人或项目负责人与本机构法定代表人或实际控制人有亲属关系，本机构应当回避。',
    en: 'The owner declared that its representative or project lead is a relative of your representative or controller.',
  },
  recused: { zh: '依法应当回避，已由两人确认。', en: 'Recused by law, confirmed by two people.' },
  'recused-by-law': {
    zh: '依据{{basis}}，本机构应当回避该项目。',
    en: 'By {{basis}} your agency is recused from this procurement.',
  },
  'same-controller': {
    zh: '参与本项目的另一家机构与贵机构法定代表人或实际控制人为同一人，应当回避。',
    en: 'Another participant has the same legal representative or controller; both must stand back.',
  },
} as const satisfies Record<string, Text>

export type RefusalCode = keyof typeof refusalWords
