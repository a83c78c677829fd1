import { z } from 'zod'

export const factsFormat = 'xunshi-credit-facts/1'

/** What the market gives away (10): 对中介超市产生的信用信息进行归集共享. One fact that took effect. */
export const marketFactSchema = z.strictObject({
  event: z.enum(['suspended', 'restored', 'expelled', 'bar-lifted']).describe('事项'),
  name: z.string().describe('名称'),
  code: z.string().describe('统一社会信用代码'),
  ground: z.string().describe('情形'),
  article: z.string().describe('依据条款'),
  on: z.string().describe('生效日期'),
  until: z.string().optional().describe('不得申请入驻至'),
  services: z.array(z.string()).describe('所涉服务类型；空为全部'),
  case: z.string().describe('案件编号'),
})
export type MarketFact = z.infer<typeof marketFactSchema>

export const marketFactsSchema = z.strictObject({
  format: z.literal(factsFormat),
  from: z.string(),
  to: z.string(),
  facts: z.array(marketFactSchema),
})
