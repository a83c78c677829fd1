import type { NoticeText } from './notice-words.ts'
import type {
  QualificationCommand,
  QualificationFactName,
  QualificationStatus,
} from './qualification-state.ts'

interface Text {
  zh: string
  en: string
}

export const qualificationActionWords: Record<QualificationCommand['kind'] | 'renew', Text> = {
  enter: { zh: '记入', en: 'Enter' },
  warn: { zh: '到期提醒', en: 'Warn' },
  expire: { zh: '到期暂停', en: 'Lapse' },
  renew: { zh: '资质（资格）到期，提交新证书', en: 'File a new certificate' },
}

export const qualificationStatusWords: Record<QualificationStatus, Text> = {
  new: { zh: '未确认', en: 'Not confirmed' },
  valid: { zh: '有效', en: 'Valid' },
  expired: { zh: '已失效，暂停报名', en: 'Lapsed, suspended' },
}

/** What happened, one line for a timeline; the parameters are the fact's body. */
export const qualificationFactWords: Record<
  `qualification.${QualificationFactName | 'compared'}` | 'certificates.imported',
  Text
> = {
  'certificates.imported': {
    zh: '导入证照库 {{certificates}} 条',
    en: '{{certificates}} certificates imported',
  },
  'qualification.compared': {
    zh: '与证照库比对，{{department}}研判：{{reason}}',
    en: 'Compared with the library; {{department}}: {{reason}}',
  },
  'qualification.entered': {
    zh: '资质（资格）记入：{{qualification}} {{grade}}（{{number}}）',
    en: 'Qualification entered: {{qualification}} {{grade}} ({{number}})',
  },
  'qualification.renewed': {
    zh: '资质（资格）换证：{{qualification}} {{grade}}（{{number}}），有效期至 {{validTo}}',
    en: 'Qualification renewed: {{qualification}} {{grade}} ({{number}}), to {{validTo}}',
  },
  'qualification.restored': {
    zh: '重新提交有效资质，恢复服务：{{qualification}} {{grade}}（{{number}}），有效期至 {{validTo}}',
    en: 'Restored on fresh material: {{qualification}} {{grade}} ({{number}}), to {{validTo}}',
  },
  'qualification.warned': {
    zh: '到期提醒：{{qualification}}有效期至 {{validTo}}，还有 {{left}} 天',
    en: 'Warned: {{qualification}} ends on {{validTo}}, in {{left}} days',
  },
  'qualification.expired': {
    zh: '资质（资格）失效，暂停报名：{{qualification}}有效期至 {{validTo}}',
    en: 'Lapsed, suspended for registration: {{qualification}} ended on {{validTo}}',
  },
}

/** Mails and messages. */
export const qualificationNotices = {
  warned: {
    subject: { zh: '资质将于 {{validTo}} 到期', en: 'A qualification ends on {{validTo}}' },
    body: {
      zh: '{{name}}的{{qualification}}（{{number}}，{{service}}）有效期至 {{validTo}}，还有 {{left}} 天。到期次日起该项服务暂停报名。请及时换证，并在“信息变更”提交新证书；经行业主管部门确认、运营机构核准后生效。',
      en: '{{qualification}} ({{number}}, {{service}}) of {{name}} ends on {{validTo}}, in {{left}} days. From the day after, the service is suspended for registration. File the new certificate under Changes; it takes effect when the department has confirmed and the operator approved it.',
    },
  },
  expired: {
    subject: { zh: '资质失效，暂停报名：{{name}}', en: 'Qualification lapsed: {{name}}' },
    body: {
      zh: '{{name}}的{{qualification}}（{{number}}）有效期至 {{validTo}}，已失效。{{service}}自即日起暂停报名，在办项目继续履行。重新提交有效资质并经运营机构核准后恢复。',
      en: '{{qualification}} ({{number}}) of {{name}} ended on {{validTo}}. {{service}} is suspended for new registrations; what is running goes on. File valid material anew to be restored.',
    },
  },
  restored: {
    subject: { zh: '恢复服务：{{name}}', en: 'Service restored: {{name}}' },
    body: {
      zh: '{{name}}重新提交的{{qualification}}（{{number}}）已核准，有效期至 {{validTo}}。{{service}}可以报名。',
      en: '{{qualification}} ({{number}}) of {{name}} is approved, valid to {{validTo}}. {{service}} may be registered for again.',
    },
  },
} satisfies Record<string, NoticeText>
