import type { Words } from '../words/words.ts'

export const securityWords = {
  title: { zh: '账号安全', en: 'Security' },
  lead: {
    zh: '双重验证：除密码外，再用手机上的身份验证器证明是您本人。',
    en: 'A second factor: beside the password, an authenticator on your phone shows that it is you.',
  },
  on: { zh: '双重验证已启用', en: 'Your second factor is in use' },
  since: { zh: '启用时间', en: 'Since' },
  left: { zh: '剩余恢复码', en: 'Recovery codes left' },
  off: { zh: '尚未启用', en: 'Not in use yet' },
  why: {
    zh: '正式运行时，签订入驻承诺书、提交申请和查阅身份号码全号须经双重验证。演示人员不强制，可以试用。',
    en: 'In production it is asked for signing, submitting and seeing full identity numbers. Demonstration people may try it.',
  },
  begin: { zh: '启用双重验证', en: 'Set it up' },
  scan: {
    zh: '用身份验证器（如微信小程序“腾讯身份验证器”、FreeOTP、Microsoft Authenticator）扫描二维码，或手工输入密钥：',
    en: 'Scan the code with an authenticator (FreeOTP, Microsoft Authenticator, …), or type the key:',
  },
  code: { zh: '6 位动态码', en: 'The six digits' },
  codeOrRecovery: { zh: '6 位动态码或恢复码', en: 'Six digits or a recovery code' },
  confirm: { zh: '验证并启用', en: 'Verify and use' },
  recovery: {
    zh: '恢复码只显示这一次，每个只能用一次。请抄下或打印后妥善保管，手机不在身边时用它登录：',
    en: 'These recovery codes are shown this once, and each works once. Keep them safe; they let you in without the phone:',
  },
  kept: { zh: '已妥善保管', en: 'I have kept them' },
  print: { zh: '打印', en: 'Print' },
  renew: { zh: '换一组恢复码', en: 'New recovery codes' },
  end: { zh: '停用双重验证', en: 'Stop using it' },
  verify: { zh: '验证', en: 'Verify' },
  verified: { zh: '已验证，请再点一次刚才的按钮。', en: 'Verified; please press the button again.' },
  secondStep: { zh: '第二步：输入身份验证器上的动态码', en: 'Second step: the code of your authenticator' },
  secondStepWhy: {
    zh: '手机不在身边的，输入一个恢复码。',
    en: 'Without your phone, enter a recovery code.',
  },
} as const satisfies Words
