import type { Words } from '../words/words.ts'

export const serviceWords = {
  name: { zh: '服务事项', en: 'Services' },
  lead: {
    zh: '中介服务事项清单由行业主管部门公布。清单以内的服务可在本超市选取。',
    en: 'The list of service items is published by the departments. Services on it can be procured here.',
  },
  search: { zh: '查找服务事项', en: 'Search the services' },
  on: { zh: '哪一天的清单', en: 'As it stood on' },
  onDay: { zh: '这是 {{day}} 有效的清单，共 {{n}} 项。', en: 'The list in force on {{day}}: {{n}} items.' },
  toToday: { zh: '看今天的清单', en: 'Show today’s list' },
  count: { zh: '{{n}} 项', en: '{{n}} items' },
  announcements: { zh: '相关公告', en: 'Announcements' },
  agencies: { zh: '可承接机构', en: 'Agencies' },
  none: { zh: '清单里没有这个词', en: 'Nothing on the list fits' },
  noneWhy: {
    zh: '清单以外、涉及行政管理工作的中介服务可选第五类。',
    en: 'Services outside the list that relate to administration fall under the fifth category.',
  },
  openCategory: {
    zh: '不在前四类、涉及行政管理工作的中介服务，可选本类。',
    en: 'For intermediary services related to administration that are in none of the four.',
  },
} as const satisfies Words
