/** Writes migrations/schema.sql from a database with all migrations. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { dumpSchema } from '../src/platform/schema.ts'
import { testDatabase } from '../tests/database.ts'

const database = await testDatabase()
const client = new pg.Client({ connectionString: database.url })
await client.connect()
writeFileSync(join(import.meta.dirname, '../migrations/schema.sql'), await dumpSchema(client))
await client.end()
await database.close()
