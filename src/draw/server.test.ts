import { afterEach, describe, expect, test } from 'vitest'
import { announce, closesAt, type DrawTest, drawDatabase, enter } from '../../tests/builders/draws.ts'
import { art } from '../gazette/index.ts'
import { verifyBundle } from './index.ts'
import { bundleOf, viewOf } from './io/routes.ts'
import { freezeRoster } from './server.ts'

let db: DrawTest
afterEach(() => db.close())

describe(art('111', '22.1.1'), () => {
  // 采用电脑随机摇号方式从报名且符合条件的中介服务机构中确定1家作为中选方。
  test('a draw from its announcement to a bundle that verifies', async () => {
    db = await drawDatabase()
    const announced = await announce(db, 'JJ-1')
    const entries = await enter(db, announced, 5)
    await db.setClock(closesAt)
    await db.inTx((tx) => freezeRoster(tx, db.deps, 'JJ-1', entries))
    await db.deps.jobs.drain()
    const view = await db.inTx((tx) => viewOf(tx, db.deps, 'JJ-1'))
    console.log(JSON.stringify(view, null, 1).slice(0, 3000))
    const text = await bundleOf(db.deps, 'JJ-1')
    const v = verifyBundle(text)
    console.log(v.steps)
    expect(v.ok).toBe(true)
  })
})
