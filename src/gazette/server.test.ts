import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../platform/app.ts'
import type { HttpDeps } from '../platform/http.ts'
import { documents } from './index.ts'
import { gazetteRoutes } from './server.ts'

describe('GET /api/gazette', () => {
  let app: Awaited<ReturnType<typeof buildApp>>
  beforeAll(async () => {
    // Law needs no database and no sign-in.
    const deps = { mode: 'production', actorOf: async () => ({ kind: 'public' }) } as unknown as HttpDeps
    app = await buildApp(deps)
    gazetteRoutes(app, deps)
  })
  afterAll(() => app.close())

  test('lists every document', async () => {
    const response = await app.inject('/api/gazette')
    expect(response.json()).toEqual(Object.values(documents))
    expect(response.json()).toHaveLength(12)
  })

  test('gives the words of the measure with labels and dates of force', async () => {
    const response = await app.inject('/api/gazette/111')
    expect(response.statusCode).toBe(200)
    expect(response.json()).toMatchObject({
      number: '九府办字〔2022〕111号',
      from: '2022-12-01',
      to: '2023-11-30',
    })
    const paragraph = response.json().paragraphs.find((p: { id: string }) => p.id === '23.2')
    expect(paragraph).toMatchObject({ label: '第二十三条第二款', short: '第23条第2款' })
    expect(paragraph.text).toContain('采购公告从发布至报名截止时间不少于2个工作日。')
  })

  test.each(['7', 'toString', '__proto__', '111.md', `${'1'.repeat(21)}`])(
    '%s is no document: 4xx',
    async (id) => {
      const response = await app.inject(`/api/gazette/${id}`)
      expect([400, 404]).toContain(response.statusCode)
      expect(response.json().error).toMatchObject({ article: '111/1' })
    },
  )
})
