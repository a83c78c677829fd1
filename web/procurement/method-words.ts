import type { Words } from '../words/words.ts'

/** What single methods ask of the owner's draft. */
export const methodFieldWords = {
  other: { zh: '经省认可的方式', en: 'Method approved by the province' },
  averageHint: {
    zh: '各机构密封报一次价，不高于公告金额；有效报价的平均值为合理底价，最接近的中选，并列的公开摇号。',
    en: 'One sealed quote each, not above the published fee; nearest to the mean wins, equals are drawn.',
  },
  weights: { zh: '评分公式', en: 'Formula' },
  weightsHint: {
    zh: '权重写入公告，系统按此计算并向您推荐；三项合计 100%。',
    en: 'The weights stand in the announcement; they add up to 100%.',
  },
  credit: { zh: '评分（以往评价）', en: 'Ratings' },
  plan: { zh: '响应方案', en: 'Response plan' },
  quality: { zh: '质量管理水平（经确认的等级）', en: 'Quality (confirmed grade)' },
  criteria: { zh: '响应方案评分标准', en: 'Criteria of the plan' },
  criteriaHint: {
    zh: '每项请机构以一个整数作答，例如完成天数：45 天得 0 分，25 天得满分。各项分值合计 100%。',
    en: 'Each is answered by one whole number, e.g. days: 45 earns nothing, 25 earns all. Shares add up to 100%.',
  },
  'criterion-name': { zh: '项目', en: 'What' },
  'criterion-unit': { zh: '单位', en: 'Unit' },
  'criterion-worst': { zh: '得 0 分', en: 'Earns 0' },
  'criterion-best': { zh: '得满分', en: 'Earns all' },
  'criterion-share': { zh: '分值', en: 'Share' },
  remove: { zh: '移除', en: 'Remove' },
  addCriterion: { zh: '增加一项标准', en: 'Add a criterion' },
  formula: { zh: '计算方法', en: 'How it is computed' },
  formulaText: {
    zh: '得分 = 评分权重 × 评价均值 + 方案权重 × Σ(分值 × 完成比例) + 质量权重 × 等级。每一项都会公布。',
    en: 'Score = Σ weight × component; every component is published.',
  },
  ground: { zh: '直接选取的依据', en: 'Ground' },
  groundFree: {
    zh: '社会性资金项目可自主选择公开选取方式，依据可不填。',
    en: 'Private money chooses freely; a ground is not needed.',
  },
  wholeProject: { zh: '整个项目规模预估价', en: 'Estimate of the whole project' },
  issuer: { zh: '书面说明的出具单位', en: 'Issued by' },
  level: { zh: '出具单位层级', en: 'Level of that body' },
  paperNumber: { zh: '文号', en: 'Number' },
  paperFile: { zh: '书面说明（扫描件）', en: 'The document' },
  fileKept: { zh: '已上传，重新选择可替换', en: 'Uploaded; choose again to replace' },
  original: { zh: '原合同', en: 'Contract followed' },
  originalHint: {
    zh: '后续服务金额累计不得超过原合同的 10%，只能选取原机构；提交即向运营机构报备。',
    en: 'All follow-ons together up to 10%, with the same agency; filing it reports it to the operator.',
  },
  noOriginal: {
    zh: '本单位还没有经双方确认的合同。',
    en: 'You have no contract confirmed by both sides yet.',
  },
  conduct: { zh: '如何确定中选方', en: 'How the one is found' },
  invitees: { zh: '邀请的机构', en: 'Agencies asked' },
  chosen: { zh: '直接选取的机构', en: 'The agency' },
  inviteesHint: {
    zh: '选取前不公开；只有受邀机构能报名，可接受或谢绝。',
    en: 'Not public before the selection; only they may register, or decline.',
  },
} as const satisfies Words

/** What an agency seals, and how the comparison came out. */
export const offerWords = {
  quote: { zh: '报价（元）', en: 'Quote (yuan)' },
  quoteHint: {
    zh: '只报一次，不高于公告金额 {{amount}} 元。报价在您的浏览器里加密，截止前谁也打不开；截止前取消报名后可重新报价。',
    en: 'One quote, at most {{amount}} yuan, encrypted in your browser; withdraw and register again to change it.',
  },
  planTitle: { zh: '响应方案', en: 'Response plan' },
  planHint: {
    zh: '方案在您的浏览器里加密，截止前谁也打不开；开启后正文和附件只有项目业主能看，各项作答和得分会公布。',
    en: 'Encrypted in your browser. Later the owner alone reads text and file; answers and points are published.',
  },
  range: {
    zh: '{{worst}} 得 0 分，{{best}} 得满分，占 {{share}}%',
    en: '{{worst}} earns 0, {{best}} all; {{share}}%',
  },
  planText: { zh: '方案要点', en: 'The plan in words' },
  planFile: {
    zh: '方案附件（PDF、图片或 DOCX，可不附，不超过 2.8 MB）',
    en: 'File (optional, up to 2.8 MB)',
  },
  tooLong: { zh: '方案和附件合计不能超过 4 MB。', en: 'Plan and file together are limited to 4 MB.' },
  incomplete: { zh: '请先填写报价或逐项作答。', en: 'Please quote, or answer every criterion, first.' },
  sealed: {
    zh: '报价或方案已加密封存。要修改：先取消报名，再重新报名。',
    en: 'Your offer is sealed. To change it, withdraw and register again.',
  },
  decline: { zh: '谢绝邀请', en: 'Decline' },
  declineQuestion: {
    zh: '谢绝后业主在选取结束时才会知道；截止前可以撤回。确定谢绝？',
    en: 'The owner learns it only afterwards; until the deadline you may take it back. Decline?',
  },
  declined: { zh: '本机构已谢绝邀请。', en: 'Your agency has declined.' },
  takeBack: { zh: '撤回谢绝', en: 'Take it back' },
  invited: { zh: '业主邀请贵机构参与本项目。', en: 'The owner asks your agency.' },
  working: { zh: '计算过程', en: 'How it was computed' },
  workingLead: { zh: '任何人都可以按此重算。', en: 'Anyone can compute it again.' },
  mean: { zh: '合理底价（有效报价平均值）', en: 'Mean of the valid quotes' },
  agency: { zh: '机构', en: 'Agency' },
  quoted: { zh: '报价', en: 'Quote' },
  distance: { zh: '与平均值相差（元）', en: 'From the mean (yuan)' },
  bid: { zh: '最后出价', en: 'Last bid' },
  credit: { zh: '评分', en: 'Ratings' },
  plan: { zh: '响应方案', en: 'Plan' },
  quality: { zh: '质量管理水平', en: 'Quality' },
  total: { zh: '总分', en: 'Score' },
  scoreOf: { zh: '信用评分 {{score}}；', en: 'credit score {{score}};' },
  ratingsOf: { zh: '{{n}} 次评价，均 {{stars}} 星', en: '{{n}} ratings, {{stars}} stars' },
  noRatings: { zh: '尚无评价', en: 'no ratings yet' },
  choice: { zh: '业主选取的理由：{{reason}}', en: 'Why the owner chose it: {{reason}}' },
  chooseLead: {
    zh: '系统按公告的公式评分并推荐，请从中选取一家；不选第一名的须写明理由，理由会公布。',
    en: 'Scored by the announced formula. Choose one; when it is not the first, say why. The reason is published.',
  },
  choose: { zh: '选取', en: 'Choose' },
  first: { zh: '第一名', en: 'first' },
  reason: { zh: '不选取第一名的理由（不少于 10 个字）', en: 'Why not the first (at least 10 characters)' },
  readPlan: { zh: '方案正文', en: 'The plan' },
  attachment: { zh: '附件：{{name}}', en: 'File: {{name}}' },
  tieDrawn: { zh: '并列的由公开摇号决定先后。', en: 'Equals were put in order by the public draw.' },
} as const satisfies Words
