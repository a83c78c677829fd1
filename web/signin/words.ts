import type { Words } from '../words/words.ts'

export const signInWords = {
  title: { zh: '登录', en: 'Sign in' },
  lead: {
    zh: '查看公告、机构和摇号不需要登录。',
    en: 'Announcements, agencies and draws can be seen without signing in.',
  },
  account: { zh: '账号', en: 'Account' },
  password: { zh: '密码', en: 'Password' },
  submit: { zh: '登录', en: 'Sign in' },
  show: { zh: '显示密码', en: 'Show the password' },
  realName: { zh: '办理事项须实名。', en: 'People act under their real names.' },
  noAccount: { zh: '还没有账号？', en: 'No account yet?' },
  register: { zh: '注册项目业主或中介机构', en: 'Register an owner or an agency' },
  invited: { zh: '有邀请码？', en: 'Invited?' },
  join: { zh: '接受邀请', en: 'Accept the invitation' },
  demo: { zh: '演示人员', en: 'Demo people' },
  demoWhy: {
    zh: '演示环境：点一下就以这个人的身份登录。机构和人员均为虚构。',
    en: 'Demonstration: one click signs you in as this person. All are invented.',
  },
  find: { zh: '查找演示人员', en: 'Find a demo person' },
  more: { zh: '再显示 {{n}} 人', en: 'Show {{n}} more' },
  signedIn: { zh: '您已登录：{{name}}', en: 'You are signed in: {{name}}' },
  toDesk: { zh: '去工作台', en: 'To my desk' },
} as const satisfies Words
