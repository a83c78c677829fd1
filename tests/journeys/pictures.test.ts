import { join } from 'node:path'
import { expect, test } from 'vitest'
import { says } from './hands.ts'
import { images, inTheCity, settled } from './harness.ts'

const here = inTheCity()

test('the pictures of the README', async () => {
  const faults: string[] = []
  const visitor = await here.visitor(faults)
  await visitor.goto('/')
  await settled(visitor)
  await visitor.screenshot({ path: join(images, 'hall-1440.png') })

  const { draws } = await here.get('/api/draws?status=finished&size=30')
  const large = draws.find((draw: { entries: number }) => draw.entries >= 5)
  await visitor.goto(`/draws/${large.id}`)
  await visitor.getByRole('button', { name: '在本机复核' }).click()
  await says(visitor, '结果一致')
  await settled(visitor)
  await visitor.evaluate(() => window.scrollTo(0, 0))
  await visitor.screenshot({ path: join(images, 'draw-1440.png') })

  const operator = await here.visitor(faults, 'jj-operator')
  await operator.goto('/desk')
  await settled(operator)
  await operator.screenshot({ path: join(images, 'desk-1440.png') })
  expect(faults).toEqual([])
})
