import type { Refusal } from '../workflow/index.ts'

/** A text in the measure's own Chinese and in English; `{{name}}` stands for a parameter. */
export interface Words {
  zh: string
  en: string
}

const platformRefusals = {
  'not-signed-in': { zh: '请先登录。', en: 'Please sign in first.' },
  'not-permitted': { zh: '您所在的机构无权办理此事项。', en: 'Your organisation may not do this.' },
  'not-available': { zh: '当前状态下不能办理此操作。', en: 'This cannot be done in the present state.' },
  'changed-meanwhile': {
    zh: '他人刚刚办理过此事项，已显示最新状态，请核对后再办。',
    en: 'Somebody else has just acted on this; the new state is shown. Please check it and try again.',
  },
  'unknown-subject': { zh: '没有找到：{{id}}。', en: 'Not found: {{id}}.' },
  'bad-input': {
    zh: '填报内容有误，请核对标出的字段。',
    en: 'Something in the input is wrong; see the field named.',
  },
  'idempotency-key-missing': {
    zh: '请求须带 Idempotency-Key（8 至 80 位字母、数字、- 或 _）。',
    en: 'A command needs an Idempotency-Key of 8 to 80 letters, digits, - or _.',
  },
  'idempotency-key-reused': {
    zh: '同一 Idempotency-Key 已用于另一请求。',
    en: 'This Idempotency-Key was used for another request.',
  },
  unexpected: {
    zh: '系统出错，本次操作未办理，没有留下任何改动。请稍后再试；报修编号 {{request}}。',
    en: 'Something went wrong here; nothing was done. Please try again later; reference {{request}}.',
  },
  'too-large': { zh: '文件或请求过大，上限 {{limit}}。', en: 'Too large; at most {{limit}}.' },
  'wrong-file-type': {
    zh: '文件“{{name}}”的内容不是允许的类型（{{allowed}}）。',
    en: 'The content of “{{name}}” is not of a permitted type ({{allowed}}).',
  },
  'too-many-attempts': {
    zh: '尝试过于频繁，请 {{after}} 后再试。',
    en: 'Too many attempts; try again in {{after}}.',
  },
  'csrf-token-missing': {
    zh: '页面已过期，请刷新后重试。',
    en: 'The page is stale; reload it and try again.',
  },
  'wrong-credentials': { zh: '账号或密码不正确。', en: 'Account or password is wrong.' },
  'second-factor-needed': {
    zh: '此事项须再次验证本人：请输入身份验证器上的 6 位动态码（验证后 {{minutes}} 分钟内有效）。',
    en: 'This needs your second factor: enter the 6 digits of your authenticator (it then holds for {{minutes}} minutes).',
  },
  'second-factor-missing': {
    zh: '此事项须经双重验证，您尚未启用：请在工作台“账号安全”中启用后再办。',
    en: 'This needs a second factor and you have none yet: set it up under “Security” at your desk.',
  },
  'second-factor-wrong': {
    zh: '动态码不正确，请核对手机时间后重新输入；连续 5 次不正确将锁定 15 分钟。',
    en: 'The code is wrong; check the clock of your device. Five wrong codes in a row lock it for 15 minutes.',
  },
  'second-factor-not-begun': {
    zh: '请先输入账号和密码。',
    en: 'Enter account and password first.',
  },
  'second-factor-replayed': {
    zh: '这个动态码已经用过，请等下一个。',
    en: 'This code has been used; wait for the next one.',
  },
  'second-factor-locked': {
    zh: '动态码连续输入不正确，已锁定，请 15 分钟后再试。',
    en: 'Too many wrong codes; try again in 15 minutes.',
  },
  'second-factor-enrolled': { zh: '双重验证已启用。', en: 'Your second factor is in use already.' },
  'second-factor-not-enrolled': { zh: '尚未启用双重验证。', en: 'You have no second factor yet.' },
  'acting-for-another': {
    zh: '您已在别处切换为“{{organisation}}”，此页仍是另一单位的内容；页面将刷新，请核对后再办。',
    en: 'You switched to “{{organisation}}” elsewhere while this page shows another organisation; it is renewed, please check and try again.',
  },
  'not-a-member': { zh: '您不是该机构的成员。', en: 'You are not a member of that organisation.' },
} satisfies Record<string, Words>

const catalogue = new Map<string, Words>(Object.entries(platformRefusals))

/** Adds a module's refusal texts; called once by its server.ts. A code that two modules word differently is a fault. */
export function addRefusalWords(words: Record<string, Words>): void {
  for (const [code, text] of Object.entries(words)) {
    const before = catalogue.get(code)
    if (before && (before.zh !== text.zh || before.en !== text.en))
      throw new Error(`refusal ${code} is worded twice`)
    catalogue.set(code, text)
  }
}

/** The refusal in words, parameters filled in. */
export function messageOf(refusal: Refusal): Words {
  const words = catalogue.get(refusal.code)
  if (!words) throw new Error(`refusal ${refusal.code} has no words`)
  return { zh: fill(words.zh, refusal.params), en: fill(words.en, refusal.params) }
}

/**
 * Puts parameters into a text; an absent one shows as an empty string. A sentence that somebody typed brings its own full
 * stop, and needs no second one.
 */
export function fill(text: string, params: Refusal['params']): string {
  const filled = text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = params[name]
    return value === undefined || value === null
      ? ''
      : Array.isArray(value)
        ? value.join('、')
        : String(value)
  })
  return filled.replace(/([。；！？])[。；]/g, '$1')
}
