import type { OwnerCommand, OwnerFactName } from './owner-account.ts'

interface Text {
  zh: string
  en: string
}

export const ownerActionWords: Record<OwnerCommand['kind'], Text> = {
  update: { zh: '保存单位信息', en: 'Save the information' },
  deregister: { zh: '注销', en: 'Deregister' },
}

export const ownerFactWords: Record<`owner.${OwnerFactName}`, Text> = {
  'owner.updated': { zh: '更新单位信息', en: 'Information updated' },
  'owner.deregistered': { zh: '注销：{{reason}}', en: 'Deregistered: {{reason}}' },
}
