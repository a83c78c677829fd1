import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import type { Deps } from '../../platform/deps.ts'
import {
  addCheckpointBody,
  base64,
  checkSignature,
  formatKey,
  parseKey,
  parseNote,
  planConsistency,
  type VerifierKey,
} from '../index.ts'
import * as store from '../store.ts'
import { proofOf } from './read.ts'

/** Somebody else who looks at the log and cosigns its checkpoints; in this process or at a URL. */
export interface Witness {
  key: VerifierKey
  addCheckpoint(body: Uint8Array): Promise<{ status: number; body: string }>
}

/** The witnesses of this market, for its pages. */
let configured: readonly Witness[] = []
export const witnessKeys = (): { name: string; key: string }[] =>
  configured.map(({ key }) => ({ name: key.name, key: formatKey(key) }))

/**
 * Shows a witness the newest checkpoint, with the proof that it carries on from the last one the witness knows, and keeps
 * its cosignature. @returns whether there was anything to show
 */
export async function submitTo({ db }: Pick<Deps, 'db'>, witness: Witness): Promise<boolean> {
  const last = await store.lastCheckpoint(db)
  if (!last) return false
  let old = await store.cosignedUpTo(db, witness.key.name)
  for (let attempt = 0; attempt < 3 && old < last.size; attempt++) {
    const proof = old === 0 ? [] : await proofOf(db, planConsistency(old, last.size))
    const answer = await witness.addCheckpoint(addCheckpointBody(old, proof.map(base64), last.note))
    if (answer.status === 200) {
      const note = parseNote(`${last.note}${answer.body}`)
      const check = note && checkSignature(note, witness.key)
      if (!check?.signed || check.time === undefined)
        throw new Error(`witness ${witness.key.name} sent no right cosignature`)
      const row = { size: last.size, witness: witness.key.name, line: answer.body, time: check.time }
      await store.insertCosignature(db, row)
      return true
    }
    const known = Number(answer.body.trim())
    // It has seen a larger log than this one: that is for people to look into.
    if (answer.status !== 409 || !Number.isSafeInteger(known) || known > last.size)
      throw new Error(`witness ${witness.key.name}: ${answer.status} ${answer.body.trim()}`)
    // It knows another size than was kept here; at the same size with another root it refuses for good.
    if (known === old) throw new Error(`witness ${witness.key.name} has seen another log`)
    old = known
  }
  return false
}

/** Shows every witness what is new, now and then, until stopped. */
export function startWitnessing(
  deps: Pick<Deps, 'db'>,
  witnesses: readonly Witness[],
  onError: (error: unknown) => void,
  idle = 2000,
): { stop(): Promise<void> } {
  configured = witnesses
  const stopping = new AbortController()
  const pause = (ms: number) => wait(ms, undefined, { signal: stopping.signal }).catch(() => {})
  const follow = async (witness: Witness) => {
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        await submitTo(deps, witness)
        failures = 0
      } catch (error) {
        if (failures++ % 30 === 0) onError(error)
      }
      await pause(failures > 0 ? 10_000 : idle)
    }
  }
  const following = Promise.all(witnesses.map(follow))
  return {
    async stop() {
      stopping.abort()
      await following
    },
  }
}

const places = z.array(z.object({ key: z.string(), url: z.url() })).min(1)

/** The witnesses that a file names: `[{key: "name+id+base64", url}]`. Throws one line that says what is wrong. */
export async function openWitnesses(path: string): Promise<Witness[]> {
  const read = places.safeParse(JSON.parse(await readFile(path, 'utf8')))
  if (!read.success) throw new Error(`${path}: ${z.prettifyError(read.error)}`)
  return read.data.map(({ key: text, url }) => {
    const key = parseKey(text)
    if (key?.type !== 4) throw new Error(`${path}: ${text} is no witness's key`)
    return {
      key,
      async addCheckpoint(body) {
        const answer = await fetch(new URL('add-checkpoint', url.endsWith('/') ? url : `${url}/`), {
          method: 'POST',
          body: body as BodyInit,
          signal: AbortSignal.timeout(10_000),
        })
        return { status: answer.status, body: await answer.text() }
      },
    }
  })
}
