/**
 * `npm run cycle [-- --method random] [--url http://localhost:8080] [--json]`: one whole procurement over HTTP by one way
 * of selecting, from the owner's draft to the archive, against a running demonstration or one that it starts for itself.
 * With --json one line per step: {step, actor, at, article, ok, ms, …}. Exit 0 only if every step held, 2 when it was
 * asked for something that there is not.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addMs, type Instant, instant } from '../src/calendar/index.ts'
import { agreed, type Caller, caller, over } from '../src/demo/caller.ts'
import { agencies, type CastAgency, owners } from '../src/demo/cast.ts'
import { workingMoment } from '../src/demo/moments.ts'
import { renderPaper } from '../src/demo/paper.ts'
import { draftOf, registrationOf } from '../src/demo/selection.ts'
import { verifyBundle } from '../src/draw/index.ts'
import { type Article, art } from '../src/gazette/index.ts'
import { methodArticles } from '../src/procurement/index.ts'
import { aNonce, approvedMethod, courses } from './cycle-courses.ts'
import { type CycleOptions, cycleOptions, methodCodeOf } from './cycle-options.ts'

const asked = cycleOptions(process.argv.slice(2))
if ('error' in asked) {
  console.error(asked.error)
  process.exit(2)
}
const options: CycleOptions = asked
const { method } = options
const course = courses[method]

interface Running {
  origin: string
  stop(): Promise<void>
}

/** A market of its own on a free port and a folder that is thrown away. */
async function startOwn(): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), 'xunshi-cycle-'))
  const port = await new Promise<number>((done) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })
  const child = spawn(process.execPath, [join(import.meta.dirname, '../src/main.ts')], {
    env: {
      ...process.env,
      PORT: String(port),
      XUNSHI_DATA: folder,
      XUNSHI_HISTORY: 'short',
      DATABASE_URL: '',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const exited = new Promise<void>((done) => child.on('exit', () => done()))
  const origin = `http://localhost:${port}`
  for (let i = 0; i < 600; i++) {
    if (child.exitCode !== null) throw new Error('the market did not start')
    const open = await fetch(`${origin}/healthz`).then(
      (r) => r.ok,
      () => false,
    )
    if (open) break
    await new Promise((done) => setTimeout(done, 200))
  }
  return {
    origin,
    async stop() {
      child.kill('SIGTERM')
      await exited
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The running market that was named, the one on the usual port, or one of its own. */
async function findMarket(): Promise<Running> {
  const origin = options.url ?? `http://localhost:${process.env.PORT ?? 8080}`
  const answer = await fetch(`${origin}/api/time`).then(
    (r) => r.json() as Promise<{ mode: string }>,
    () => undefined,
  )
  if (answer?.mode === 'demonstration') return { origin, stop: async () => {} }
  if (answer)
    throw new Error(`${origin} is in production; the cycle moves the clock and needs a demonstration`)
  if (options.url) throw new Error(`nothing answers at ${origin}`)
  return startOwn()
}

const market = await findMarket()
const transport = over(market.origin)
const visitor = caller(transport)

async function as(account: string): Promise<Caller> {
  const person = caller(transport)
  agreed(`sign in ${account}`, await person.send('POST', '/api/demo/sign-in', { account }))
  return person
}

const now = async (): Promise<Instant> => instant((await visitor.get('/api/time')).body.now as string)
const travel = async (advance: 'next-deadline' | 'working-day' | { to: string }) =>
  agreed('advance', await visitor.send('POST', '/api/demo/clock', { advance }))

let count = 0
/** Runs a step and prints its line; what it returns is for the next step and for the line. */
async function step<T extends object>(
  name: string,
  actor: string,
  article: Article,
  run: () => Promise<T>,
): Promise<T> {
  const started = performance.now()
  count += 1
  try {
    const shown = await run()
    const { show = {} } = shown as { show?: object }
    const ms = Math.round(performance.now() - started)
    const line = { step: count, name, actor, at: await now(), article, ok: true, ms, ...show }
    console.log(
      options.json
        ? JSON.stringify(line)
        : `${String(count).padStart(2)}  ${line.at.slice(0, 16)}  ${article.padEnd(12)} ${name} · ${actor} ${Object.values(show).join(' ')}`,
    )
    return shown
  } catch (error) {
    const line = { step: count, name, actor, article, ok: false, error: String(error) }
    console.log(
      options.json ? JSON.stringify(line) : `${String(count).padStart(2)}  ✗ ${name}: ${String(error)}`,
    )
    throw error
  }
}

/** Asks until there is an answer; what the system does by itself takes a moment. */
async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < 100; i++) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise((done) => setTimeout(done, 200))
  }
  throw new Error('nothing came of it')
}

/** 22.2: the owner calls off, the rule finds the member, and that one accepts. */
async function calledOff(
  id: string,
  owner: Caller,
  ownerName: string,
  trade: readonly CastAgency[],
  organisations: ReadonlyMap<string, string>,
) {
  const order = { title: '山塘整治水土保持方案', content: '编制水土保持方案报告表。', quantity: 1, days: 20 }
  const { engagement, member } = await step('下订单', ownerName, art('111', '22.2'), async () => {
    const { state } = agreed('call-off', await owner.send('POST', `/api/frameworks/${id}/call-off`, order))
    const c = state.callOffs.at(-1)
    const offer = c.offers.at(-1)
    const member = trade.find((a) => organisations.get(a.name) === offer.agency)!
    return { engagement: c.id as string, member, show: { member: member.name, fee: offer.fee } }
  })
  await step('接受订单', member.name, art('111', '22.2'), async () => {
    const { state } = agreed(
      'accept',
      await (await as(member.account)).send('POST', `/api/frameworks/${id}/accept`, { callOff: engagement }),
    )
    return { show: { notice: state.callOffs.at(-1).notice } }
  })
  return { engagement, member }
}

async function wholeProcurement(): Promise<void> {
  const cast = owners[0]!
  const plan = {
    title: `修水县黄沙港河道治理工程水土保持方案编制（${(await now()).slice(0, 16)}）`,
    serviceType: '1.06',
    qualification: '生产建设项目水土保持方案编制单位水平评价证书',
    amount: 68_000_00,
    days: 20,
  }
  const owner = await as(cast.account)
  const trade = agencies.filter((a) => a.services.some((s) => s.type === plan.serviceType)).slice(0, 5)
  const today = (await now()).slice(0, 10)
  const deadline = workingMoment(today, 4, '17:00')
  const article = method === 'framework' ? art('111', '22.2') : methodArticles[methodCodeOf(method)]
  const callers = new Map<string, Caller>()
  const organisations = new Map<string, string>()
  for (const { account, name } of trade) {
    const person = await as(account)
    callers.set(name, person)
    organisations.set(name, agreed('me', await person.get('/api/me')).actor.organisation)
  }
  if (method === 'other')
    await step('省级认可的方式入册', 'jj-management', art('111', '22.1.6'), async () =>
      agreed(
        'setting',
        await (await as('jj-management')).send('POST', '/api/settings/procurement.approved-methods', {
          value: [approvedMethod],
          validFrom: today,
          documentNumber: '赣政务办〔2026〕12号（演示）',
        }),
      ),
    )
  const amount = method === 'framework' ? 1_260_000 : plan.amount
  const terms = course.terms({
    ...{ amount, trade, deadline },
    organisationOf: ({ name }) => organisations.get(name)!,
  })

  const { id, operatorId } = await step('起草采购公告', cast.name, art('111', '23.1'), async () => {
    const body = agreed(
      'draft',
      await owner.send('POST', '/api/procurements', {
        draft: draftOf({ ...plan, amount, terms }, cast, deadline),
      }),
    )
    return {
      id: body.id as string,
      operatorId: body.state.operator.id as string,
      show: { procurement: body.id },
    }
  })
  const operator = await as(operatorId)
  const act = async (who: Caller, name: string, body: object = {}) =>
    agreed(name, await who.send('POST', `/api/procurements/${id}/${name}`, body))

  await step('提交选取申请', cast.name, art('111', '23.1'), () => act(owner, 'submit'))
  await step('形式核对并发布', operatorId, art('111', '24'), async () => {
    const { state } = await act(operator, 'pass')
    return { show: { number: state.number, deadline: state.draft.deadline } }
  })
  const receipts: { leaf: string }[] = []
  for (const [n, agency] of trade.entries()) {
    await step('报名', agency.name, art('111', '23.2'), async () => {
      const offer = course.offer?.(n)
      const sealed = offer && { organisation: organisations.get(agency.name)!, ...offer }
      const receipt = await registrationOf(callers.get(agency.name)!, id, sealed)
      receipts.push(receipt)
      return { show: { leaf: receipt.leaf } }
    })
  }
  await step('截止前无人知道名单与家数', '公众', art('111', '53.2'), async () => {
    const page = JSON.stringify(agreed('announcement', await visitor.get(`/api/announcements/${id}`)))
    const told = trade.find((a) => page.includes(a.name) || page.includes(a.code))
    if (told) throw new Error(`the announcement names ${told.name} before the deadline`)
    if (/"registrations":/.test(page)) throw new Error('the announcement tells how many have registered')
    return {}
  })
  const resultOf = async (what: string) => {
    for (let i = 0; i < 100; i++) {
      const { result, state } = agreed('announcement', await visitor.get(`/api/announcements/${id}`))
      if (result) return { show: { winner: result.winner.name, state } }
      if (state === 'failed') throw new Error('the selection failed')
      await new Promise((done) => setTimeout(done, 200))
    }
    throw new Error(`${what} has not come to a result`)
  }
  if (method === 'auction') {
    const startsAt = await step('报名截止，确定竞价时间', '系统', article, async () => {
      await travel({ to: deadline })
      const begun = await until(async () => {
        const { status, body } = await visitor.get(`/api/auctions/${id}`)
        return status === 200 ? (body.startsAt as Instant) : undefined
      })
      return { at: begun, show: { startsAt: begun } }
    })
    await travel({ to: addMs(startsAt.at, 60_000) })
    for (const [n, agency] of trade.slice(0, 3).entries())
      await step('出价', agency.name, article, async () => {
        const sum = amount - Math.round((amount * n * 40) / 1000)
        agreed(
          'bid',
          await callers
            .get(agency.name)!
            .send('POST', `/api/auctions/${id}/bid`, { amount: sum, nonce: aNonce() }),
        )
        return { show: { amount: sum } }
      })
    await step('竞价结束，最低价中选', '系统', article, async () => {
      await travel({ to: workingMoment(startsAt.at.slice(0, 10), 1, '09:00') })
      return resultOf('the auction')
    })
  } else {
    await step('报名截止，系统自动选取', '系统', article, async () => {
      await travel({ to: deadline })
      return method === 'merit' ? {} : resultOf('the selection')
    })
  }
  if (method === 'merit')
    await step('业主从推荐的机构中选取', cast.name, article, async () => {
      const chosen = await until(async () => {
        const { state } = agreed('procurement', await owner.get(`/api/procurements/${id}`))
        return state.status === 'choosing' ? state : undefined
      })
      const [first] = chosen.recommended as string[]
      const entrant = chosen.opened.entrants.find((e: { leaf: string }) => e.leaf === first)
      await act(owner, 'choose', { agency: entrant.agency, reason: '方案的完成天数最短，评分第一。' })
      return resultOf('the choice')
    })
  const drawn = ['random', 'direct', 'other', 'framework'].includes(method)
  const winner = await step(drawn ? '离线复核摇号' : '复核选取结果', '公众', art('111', '28'), async () => {
    const { drawId, result } = agreed('announcement', await visitor.get(`/api/announcements/${id}`))
    const found = agencies.find((a) => a.name === result.winner.name)
    if (!found) throw new Error(`an unknown winner: ${result.winner.name}`)
    if (!drawn) {
      // Nothing was equal, so nothing was drawn; the rule's own working is what anyone computes again.
      const { status } = agreed('draw', await visitor.get(`/api/draws/${drawId}`))
      if (!result.ranking?.working) throw new Error('the result does not show how it was computed')
      return { ...found, show: { working: result.ranking.working.kind, draw: status } }
    }
    const text = await (await fetch(`${market.origin}/api/draws/${drawId}/bundle`)).text()
    const verdict = verifyBundle(text)
    const failed = verdict.steps.find((s) => !s.ok)
    if (failed) throw new Error(`the bundle does not hold: ${JSON.stringify(failed)}`)
    return { ...found, show: { steps: verdict.steps.length } }
  })
  await step('回执在日志之中', trade[0]!.name, art('111', '28'), async () => {
    for (const { leaf } of receipts) agreed('receipt', await visitor.get(`/api/log/receipts/${leaf}`))
    return { show: { receipts: receipts.length } }
  })
  await step('公示期满，发出中选通知书', '系统', art('111', '28'), async () => {
    await travel({ to: workingMoment((await now()).slice(0, 10), 4, '09:00') })
    for (let i = 0; i < 100; i++) {
      const { state, notices } = agreed('announcement', await visitor.get(`/api/announcements/${id}`))
      const award = notices.find((n: { documentUrl?: string; kind: string }) => n.kind === 'award')
      if (state === 'awarded' && award?.documentUrl) {
        const { status } = await visitor.get(award.documentUrl)
        if (status !== 200) throw new Error(`the award notice answers ${status}`)
        return { show: { number: award.number } }
      }
      await new Promise((done) => setTimeout(done, 200))
    }
    throw new Error('no award notice')
  })
  const bound =
    method === 'framework' ? await calledOff(id, owner, cast.name, trade, organisations) : undefined
  const served = bound?.engagement ?? id
  const serving = bound?.member ?? winner
  const agency = await as(serving.account)
  await until(async () =>
    (await agency.get(`/api/engagements/${served}`)).status === 200 ? true : undefined,
  )
  const serve = async (who: Caller, name: string, body: object = {}) =>
    agreed(name, await who.send('POST', `/api/engagements/${served}/${name}`, body))
  const paper = async (who: Caller) =>
    agreed('file', await who.upload('演示材料.pdf', await renderPaper())).id as string

  await step('2 个工作日内联系业主', serving.name, art('111', '32.1'), () =>
    serve(agency, 'record-contact', { person: serving.people[2]!.name, phone: serving.people[2]!.phone }),
  )
  await step('业主确认已联系', cast.name, art('111', '32.1'), () => serve(owner, 'confirm-contact'))
  await step('报备合同', serving.name, art('111', '33.5'), async () => {
    const { state } = agreed('engagement', await agency.get(`/api/engagements/${served}`))
    const { state: after } = await serve(agency, 'file-contract', {
      ...{
        file: await paper(agency),
        signedOn: (await now()).slice(0, 10),
        fee: state.award.fee,
        days: state.award.days,
      },
      ...{ scope: state.award.scope, paymentTerms: '成果验收合格后十五个工作日内一次付清。' },
      owner: { name: cast.name, code: cast.code },
      agency: { name: serving.name, code: serving.code },
    })
    return { show: { differences: after.contracts.at(-1).differences.length } }
  })
  await step('业主确认合同', cast.name, art('111', '33.5'), () => serve(owner, 'confirm-contract'))
  await step('上传成果', serving.name, art('111', '33.6'), async () =>
    serve(agency, 'upload-deliverable', { file: await paper(agency) }),
  )
  await step('业主接收成果', cast.name, art('111', '33.6'), () => serve(owner, 'accept-deliverable'))
  await step('5 个工作日内星级评价', cast.name, art('111', '38'), () =>
    serve(owner, 'rate', { stars: 9, comment: '成果质量好。' }),
  )
  await step('机构评价业主与运营机构', serving.name, art('111', '38'), async () => {
    await serve(agency, 'rate-owner', { stars: 9 })
    return serve(agency, 'rate-operator', { stars: 10 })
  })
  await step('评价期满，归档', '系统', art('111', '45'), async () => {
    await travel({ to: workingMoment((await now()).slice(0, 10), 6, '09:00') })
    const archive = agreed('archive', await owner.get(`/api/engagements/${served}/archive`))
    return { show: { facts: archive.facts?.length, files: archive.files?.length } }
  })
}

try {
  await wholeProcurement()
  if (!options.json) console.log('整个流程办结 the whole cycle held')
} catch (error) {
  if (!options.json) console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await market.stop()
}
