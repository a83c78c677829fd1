import type { Locator, Page } from 'playwright-core'
import { choose, typeDay } from './hands.ts'

/** What an owner writes into the form of 23.1. */
export interface Wanted {
  title: string
  service: string
  region: string
  money: '财政性资金' | '非财政性资金'
  /** 元 */
  amount: string
  qualification: string
  grade?: string
  content: string
  days: string
  /** `2026-10-09 10:00` */
  deadline: string
  contact: string
  phone: string
  lead: string
  /** 选取方式; 随机选取 unless told. */
  method?: string
}

/** 新建采购, and every field of 23.1 in the order of the form. */
export async function beginDraft(page: Page, wanted: Wanted): Promise<Locator> {
  await page.goto('/desk/procurements')
  await page.getByRole('button', { name: '新建采购' }).click()
  const form = page.getByRole('main')
  await form.getByLabel('项目名称').fill(wanted.title)
  await choose(form, '中介服务事项', wanted.service)
  await choose(form, '服务所在地', wanted.region)
  await form.getByRole('radio', { name: wanted.money, exact: true }).check()
  if (wanted.money === '财政性资金') await form.getByRole('radio', { name: '否' }).check()
  await form.getByLabel('服务费用').fill(wanted.amount)
  await form.getByRole('radio', { name: '要求以下资质' }).check()
  await form.getByRole('combobox', { name: '资质（资格）名称' }).fill(wanted.qualification)
  if (wanted.grade) await form.getByRole('combobox', { name: '等级' }).fill(wanted.grade)
  await form.getByLabel('服务内容').fill(wanted.content)
  await form.getByLabel('服务时限').fill(wanted.days)
  await form.getByRole('radio', { name: wanted.method ?? '随机选取' }).check()
  await typeDay(form, '报名截止时间', wanted.deadline)
  await form.getByLabel('联系人').fill(wanted.contact)
  await form.getByLabel('联系电话').fill(wanted.phone)
  await form.getByLabel('项目负责人').fill(wanted.lead)
  return form
}
