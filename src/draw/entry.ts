import { canonical, concat, domain, type Hash, hex, unhex, utf8 } from './suite.ts'

/** Who stands behind an entry; hidden by its commitment until the opening. */
export interface Party {
  /** 统一社会信用代码, or the identifier of whatever is drawn. */
  code: string
  name: string
  /** hex, 32 random bytes: without it nobody can guess a name and test the guess. */
  salt: string
}

/** What the body of an entry's fact holds at least; nothing in it tells who entered. */
export interface EntryBody {
  /** hex: hash of the spec that the entry accepts */
  spec: string
  /** hex, 32 bytes of the entrant's own choosing: nobody else can prepare this entry. */
  nonce: string
  /** hex: commitment to the party */
  party: string
}

/** H(domain ‖ salt ‖ RFC 8785 text of code and name). */
export const commitmentOf = (hash: Hash, { code, name, salt }: Party): string =>
  hex(hash(concat(domain('party'), unhex(salt), utf8(canonical({ code, name })))))

/** The body of an entry's fact; its visibility must be `sealed`. */
export const entryBody = (hash: Hash, entry: { spec: string; nonce: string; party: Party }): EntryBody => ({
  spec: entry.spec,
  nonce: entry.nonce,
  party: commitmentOf(hash, entry.party),
})
