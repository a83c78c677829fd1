/** Why a question to the log has no answer. */
export const ledgerRefusals = {
  'log-empty': { zh: '日志中尚无记录。', en: 'The log holds nothing yet.' },
  'unknown-leaf': { zh: '日志中没有这条记录。', en: 'The log has no such record.' },
  'leaf-waiting': {
    zh: '记录已保存，正在写入日志，请稍候一秒再试。',
    en: 'The record is stored and about to enter the log; try again in a second.',
  },
  'no-such-tree': {
    zh: '日志目前有 {{size}} 条记录，没有所问的范围。',
    en: 'The log has {{size}} records now; what was asked for lies outside.',
  },
} satisfies Record<string, { zh: string; en: string }>

/** What the log's own facts are called. */
export const ledgerFacts = {
  'ledger.cover': { zh: '掩护记录（无内容）', en: 'Cover record (no content)' },
} satisfies Record<string, { zh: string; en: string }>
