import { addDays, dateOf, type PlainDate } from '../../calendar/index.ts'
import { historyOf } from '../../ledger/server.ts'
import type { Deps, Tx } from '../../platform/deps.ts'
import { expulsionWindow, type Inspection, type LoggedFact, type Score, scoreOf, tallyOf } from '../index.ts'
import { foundAgainst } from './breach-store.ts'

/** What other modules know of an agency, as the score asks for it (44). */
export interface ScoreDoors {
  /** Ids of the agency's engagements; their facts are read from the log. */
  engagementsOf(tx: Tx, agency: string): Promise<readonly string[]>
  /** What bodies found when they looked (9.2, 37). */
  inspectionsOf(tx: Tx, agency: string): Promise<readonly Inspection[]>
}

/** 44: looks back as far as 40.11 does; the day itself is the last one of it. */
export function scoreFrom(today: PlainDate): PlainDate {
  const years = expulsionWindow.on(today).n
  const day = `${Number(today.slice(0, 4)) - years}${today.slice(4)}` as PlainDate
  // From 29 February there may be none: the day after it, 1 March.
  return today.endsWith('-02-29') ? addDays(`${day.slice(0, 4)}-02-28` as PlainDate, 1) : day
}

/** The credit score of an agency with its arithmetic, from nothing but the facts of the log and the city's figures. */
export async function creditScore(tx: Tx, deps: Deps, agency: string, doors: ScoreDoors): Promise<Score> {
  const subjects = [
    ...(await doors.engagementsOf(tx, agency)).map((id) => `engagement/${id}`),
    ...(await foundAgainst(tx, agency)).map(({ id }) => `breach/${id}`),
  ]
  const facts: LoggedFact[] = []
  for (const subject of subjects) {
    for (const { record } of await historyOf(tx, subject)) {
      facts.push({ subject, kind: record.kind, at: record.at, body: record.body as LoggedFact['body'] })
    }
  }
  const today = dateOf(await deps.now(tx))
  const tally = tallyOf(facts, await doors.inspectionsOf(tx, agency), scoreFrom(today))
  return scoreOf(tally, await deps.settings(tx))
}
