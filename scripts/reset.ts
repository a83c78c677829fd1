/** `npm run reset`: forgets the embedded database, its keys and trustees, so that the next start begins anew. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readEnvironment } from '../src/platform/environment.ts'
import { startEmbedded } from '../src/platform/postgres.ts'

const { data, databaseUrl, port } = readEnvironment(process.env)
const say = (text: string) => console.log(`浔市 · ${text}`)

if (databaseUrl) {
  say(
    'DATABASE_URL 指向外部数据库，本命令不会删除它。 reset does not touch a database of your own: drop it yourself.',
  )
  process.exit(2)
}
const running = await fetch(`http://localhost:${port}/healthz`).then(
  () => true,
  () => false,
)
if (running) {
  say(`市场正在 http://localhost:${port} 运行，请先停止。 The market is running; stop it first.`)
  process.exit(2)
}
const cluster = join(data, 'pg')
if (existsSync(cluster)) {
  const server = await startEmbedded(cluster)
  await server.stop()
  const moved = join(cluster, 'MOVED.txt')
  if (existsSync(moved)) {
    const place = /\/var\/lib\/xunshi\/[0-9a-f]{12}/.exec(readFileSync(moved, 'utf8'))?.[0]
    if (place) rmSync(place, { recursive: true, force: true })
  }
}
for (const folder of ['pg', 'keys', 'trustees']) rmSync(join(data, folder), { recursive: true, force: true })
say('已清空演示数据；npm start 重新开始。 Cleared; npm start begins anew.')
