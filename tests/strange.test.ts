import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { instant } from '../src/calendar/index.ts'
import { agencies, owners } from '../src/demo/cast.ts'
import { plans } from '../src/demo/plans.ts'
import { draftOf } from '../src/demo/selection.ts'
import type { Visitor } from './app.ts'
import { openTestMarket, type TestMarket } from './market.ts'
import { uploadNamed } from './routes/requests.ts'

/* People write what they like: a whole selection in which every free text is strange comes to its end like any other. */

/** Markup of pages, of documents, of mails, of the database, of templates; letters outside the usual plane; directions. */
const strange =
  '</td><script>alert(1)</script>\'"; drop table fact;-- #panic("x")#read("/etc/passwd") $x_1$ *a* _b_ `c` \\u{0} @key <label> {{title}} %s 👩‍👩‍👧𠮷\u202e'
const title = `<b>#panic("${'坝'.repeat(3)}")</b>$^$\\ {{number}} 𠮷👩‍👩‍👧`

let market: TestMarket
beforeAll(async () => {
  market = await openTestMarket()
})
afterAll(() => market?.close())

const given = async (visitor: Visitor, url: string, body: object = {}, method: 'POST' | 'PUT' = 'POST') => {
  const answer = await visitor.send(method, url, body)
  expect(answer.status, `${url}: ${JSON.stringify(answer.body?.error)}`).toBeLessThan(300)
  return answer.body
}

test('a whole selection with strange texts everywhere', async () => {
  const cast = owners[0]!
  const trade = [3, 11, 19, 27].map((n) => agencies[n]!)
  const [owner, operator] = [await market.as(cast.account), await market.as('360424-operator')]
  const upload = async (visitor: Visitor) => {
    const file = uploadNamed(`${strange.replaceAll('"', '')}.pdf`)
    const headers = { ...(await visitor.guards()), ...file.headers }
    const answer = await visitor.raw({ method: 'POST', url: '/api/files', ...file, headers })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    return answer.body.id as string
  }

  const draft = draftOf({ ...plans[3]!, title }, cast, instant('2026-10-12T17:00'))
  const texts = {
    content: strange.repeat(3),
    contact: { name: title.slice(0, 30), phone: '0792-8210000' },
    projectLead: '<i>',
  }
  const { id } = await given(owner, '/api/procurements', { draft: { ...draft, ...texts } })
  const act = (who: Visitor, name: string, body: object = {}) =>
    given(who, `/api/procurements/${id}/${name}`, body)
  await act(owner, 'submit')
  await act(operator, 'ask-supplement', { demands: [strange, strange] })
  await act(owner, 'supply', { draft: { ...draft, ...texts } })
  const { state } = await act(operator, 'pass')
  for (const { account } of trade) {
    const body = { commitment: true, nonce: randomBytes(32).toString('hex') }
    await act(await market.as(account), 'register', body)
  }
  await market.setClock('2026-10-12T17:00')
  await market.settle()
  await market.setClock('2026-10-19T09:00')
  await market.settle()

  const { body: announcement } = await market.visitor().get(`/api/announcements/${id}`)
  expect([announcement.state, announcement.title]).toEqual(['awarded', title])
  const winner = trade.find((a) => a.code === announcement.result.winner.code)!
  const agency = await market.as(winner.account)
  const serve = (who: Visitor, name: string, body: object = {}) =>
    given(who, `/api/engagements/${id}/${name}`, body)
  await serve(agency, 'record-contact', { person: '<b>', phone: '<1234>', note: strange })
  await serve(owner, 'deny-contact', { reason: strange })
  await serve(agency, 'record-contact', { person: '#x', phone: '$1234$' })
  await serve(owner, 'confirm-contact')
  await serve(agency, 'file-contract', {
    ...{ file: await upload(agency), signedOn: '2026-10-19', fee: draft.amount, days: draft.timeLimitDays },
    ...{ scope: strange, paymentTerms: strange, explanation: strange },
    owner: { name: cast.name, code: cast.code },
    agency: { name: strange, code: winner.code },
  })
  await serve(owner, 'confirm-contract')
  await serve(agency, 'upload-deliverable', { file: await upload(agency), note: strange })
  await serve(owner, 'return-deliverable', { reasons: strange })
  await serve(agency, 'upload-deliverable', { file: await upload(agency) })
  await serve(owner, 'accept-deliverable')
  await serve(owner, 'rate', { stars: 3, comment: strange })
  await market.settle()

  // Every document of it is a document, every page an answer.
  const { notices } = announcement
  expect(notices.map((n: { kind: string }) => n.kind)).toEqual(['announcement', 'result', 'award'])
  for (const { documentUrl, checkUrl } of notices) {
    const pdf = await market.visitor().get(documentUrl)
    expect([pdf.status, pdf.body.subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
    expect((await market.visitor().get(documentUrl.replace('document.pdf', 'page.svg'))).status).toBe(200)
    expect((await market.visitor().get(`/api${new URL(checkUrl, 'http://x').pathname}`)).body).toMatchObject({
      valid: true,
    })
  }
  const reads = [
    `/api/engagements/${id}`,
    `/api/engagements/${id}/archive`,
    `/api/procurements/${id}`,
    '/api/desk',
  ]
  for (const url of [...reads, '/api/notices?language=zh', '/api/notices?language=en'])
    expect((await owner.get(url)).status, url).toBe(200)
  const found = await market.visitor().get(`/api/announcements?q=${encodeURIComponent(title)}`)
  expect(found.body.items.map((i: { id: string }) => i.id)).toContain(id)
  const ratings = await market.visitor().get(`/api/engagements/${id}/ratings`)
  expect(ratings.body.items[0].comment).toBe(strange)
  expect(state.number).toMatch(/^JJ-/)
})
