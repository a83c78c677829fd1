import type { Words } from '../words/words.ts'

export const logWords = {
  name: { zh: '公开日志', en: 'Public log' },
  lead: {
    zh: '市场里发生的每一件事都按先后写在这里，只能增加，不能改、不能删。名称和报价等须保密的内容只写校验值，到点公开。',
    en: 'Everything that happens in the market is written here in order. Entries are only added. What must stay secret appears as a hash until its hour.',
  },
  checkpoint: { zh: '检查点', en: 'Checkpoint' },
  checkpointWhy: {
    zh: '日志到此刻的全部内容由一个校验值锁定，并由日志签名。保存一份，以后谁改动了过去，您都能发现。',
    en: 'One hash commits to the whole log as it stands, signed by the log. Keep a copy, and nobody can change the past unnoticed.',
  },
  size: { zh: '共 {{n}} 条', en: '{{n}} entries' },
  root: { zh: '总校验值', en: 'Root' },
  key: { zh: '日志公钥', en: 'The log’s key' },
  cosigned: {
    zh: '见证方已联署到第 {{n}} 条：{{names}}。日志若分叉或回退，他们不会再签。',
    en: 'Witnesses have cosigned up to {{n}} records: {{names}}. They would not sign a fork or a rollback.',
  },
  notCosigned: { zh: '尚无见证方联署。', en: 'No witness has cosigned yet.' },
  tiles: {
    zh: '整本日志也以静态文件发布（C2SP tlog-tiles），任何人可以镜像：',
    en: 'The whole log is also published as static files (C2SP tlog-tiles) for anyone to mirror:',
  },
  save: { zh: '保存检查点', en: 'Save the checkpoint' },
  consistent: {
    zh: '✓ 与您上次看到的检查点（{{n}} 条）一致：没有一条被改动。',
    en: '✓ Consistent with the checkpoint you saw before ({{n}} entries): nothing was changed.',
  },
  inconsistent: {
    zh: '与您上次看到的检查点（{{n}} 条）不一致。若系统重置过属正常；否则请提出异议。',
    en: 'Not consistent with the checkpoint you saw before ({{n}} entries). Normal after a reset; otherwise object.',
  },
  checkTitle: { zh: '核对一份回执', en: 'Check a receipt' },
  checkWhy: {
    zh: '回执是日志对一件事的签字：它是什么、在第几条。报名、公告都有回执。核对在您的浏览器里进行，文件不会上传。',
    en: 'A receipt is the log’s signature on one entry: what it is and where it stands. It is checked in your browser and not uploaded.',
  },
  choose: { zh: '选择回执文件', en: 'Choose a receipt' },
  holds: {
    zh: '✓ 回执有效：第 {{n}} 条，日志签名成立',
    en: '✓ The receipt holds: entry {{n}}, signed by the log',
  },
  broken: { zh: '× 回执不成立', en: '× The receipt does not hold' },
  'fault-malformed': { zh: '文件不是回执，或内容残缺。', en: 'The file is not a receipt, or is damaged.' },
  'fault-unsigned': { zh: '没有日志的签名。', en: 'It is not signed by the log.' },
  'fault-forged': { zh: '签名是伪造的。', en: 'The signature is forged.' },
  'fault-wrong-log': { zh: '是另一个日志的回执。', en: 'It belongs to another log.' },
  'fault-too-few-witnesses': { zh: '见证方签名不足。', en: 'Too few witnesses have signed.' },
  'fault-wrong-record': { zh: '所附内容与校验值不符。', en: 'The record does not fit its hash.' },
  'fault-not-in-log': {
    zh: '证明不成立，日志中没有这一条。',
    en: 'The proof does not hold: it is not in the log.',
  },
  entries: { zh: '最近的记录', en: 'Latest entries' },
  number: { zh: '条', en: 'No.' },
  what: { zh: '发生了什么', en: 'What happened' },
  when: { zh: '时间', en: 'When' },
  basis: { zh: '依据', en: 'Basis' },
  hash: { zh: '校验值', en: 'Hash' },
  sealed: { zh: '保密内容（只有校验值）', en: 'Sealed (hash only)' },
  sealedRun: { zh: '{{n}} 条保密内容（只有校验值）', en: '{{n}} sealed entries (hashes only)' },
  newer: { zh: '更新的', en: 'Newer' },
  older: { zh: '更早的', en: 'Older' },
  latest: { zh: '回到最新', en: 'Latest' },
  empty: { zh: '日志中还没有记录', en: 'The log holds nothing yet' },
  emptyWhy: {
    zh: '第一条公告发布时，第一条记录就会出现。',
    en: 'The first entry appears with the first announcement.',
  },
} as const satisfies Words
