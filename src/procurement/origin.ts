/** Where a registration came from, sealed with it until the opening (111/40.2, 53.2). */
export interface Origin {
  /** Network address as the market saw it. */
  address: string
  /** A random number that the browser keeps for itself; empty where it sent none. */
  device: string
  /** What the browser calls itself, shortened. */
  agent: string
}

/** A registration as the rule compares it. */
export interface Sent {
  leaf: string
  origin?: Origin
}

export type SameBy = 'address' | 'device'

/** Registrations of one project that came from one place. */
export interface SameOrigin {
  /** At least two, in the order of the registrations. */
  leaves: readonly string[]
  by: readonly SameBy[]
  /** The networks that were shared. */
  networks: readonly string[]
  /** Every shared network is known to be used by many, and no device was shared. */
  knownShared: boolean
}

const dotted = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/

/**
 * The network by which an address is compared: an IPv4 address itself, an IPv6 address by its first 64 bits, since one
 * connection is given at least that many. The market's own machine is no address of anybody; nor is what is no address.
 */
export function networkOf(address: string): string | undefined {
  const plain = address.trim().toLowerCase().replace(/%.*$/, '')
  const v4 = dotted.exec(plain.replace(/^::ffff:/, ''))
  if (v4) {
    const bytes = v4.slice(1).map(Number)
    return bytes.some((b) => b > 255) || bytes[0] === 127 ? undefined : bytes.join('.')
  }
  const groups = groupsOf(plain)
  if (!groups || groups.slice(0, 7).every((g) => g === 0)) return undefined
  return `${groups
    .slice(0, 4)
    .map((g) => g.toString(16))
    .join(':')}::/64`
}

/** The eight groups of an IPv6 address; undefined for what is none. */
function groupsOf(text: string): number[] | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const given = [...(head ?? []), ...(tail ?? [])]
  const missing = 8 - given.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  if (given.some((g) => !/^[0-9a-f]{1,4}$/.test(g))) return undefined
  const zeros = Array.from({ length: halves.length === 1 ? 0 : missing }, () => '0')
  return [...(head ?? []), ...zeros, ...(tail ?? [])].map((g) => Number.parseInt(g, 16))
}

/**
 * 40.2: 报名同一个项目的不同中介服务机构，使用相同网络地址报名和办理业务的. Registrations that share a network or a device, directly
 * or by a third; a finding and no verdict: an office building has one address for many, and a person decides (53.4).
 * @param shared networks that are known to be used by many, for example of the hall's public computers
 */
export function sameOrigin(registrations: readonly Sent[], shared: readonly string[] = []): SameOrigin[] {
  const groups = registrations.map((_, i) => i)
  const rootOf = (i: number): number => (groups[i] === i ? i : rootOf(groups[i]!))
  const links: { i: number; by: SameBy; network?: string }[] = []
  const seen = new Map<string, number>()
  for (const [i, { origin }] of registrations.entries()) {
    if (!origin) continue
    const network = networkOf(origin.address)
    const keys: [string, SameBy][] = [
      ...(network ? [[network, 'address'] as [string, SameBy]] : []),
      ...(origin.device ? [[`device ${origin.device}`, 'device'] as [string, SameBy]] : []),
    ]
    for (const [key, by] of keys) {
      const first = seen.get(key)
      if (first === undefined) {
        seen.set(key, i)
        continue
      }
      groups[rootOf(i)] = rootOf(first)
      links.push({ i, by, ...(by === 'address' ? { network: key } : {}) })
    }
  }
  const known = new Set(shared.map((s) => networkOf(s) ?? s))
  const roots = [...new Set(links.map(({ i }) => rootOf(i)))].toSorted((a, b) => a - b)
  return roots.map((root) => {
    const own = links.filter(({ i }) => rootOf(i) === root)
    const by = (['address', 'device'] as const).filter((b) => own.some((l) => l.by === b))
    const networks = [...new Set(own.flatMap((l) => l.network ?? []))]
    return {
      leaves: registrations.filter((_, i) => rootOf(i) === root).map((r) => r.leaf),
      by,
      networks,
      knownShared: !by.includes('device') && networks.every((n) => known.has(n)),
    }
  })
}

/** A browser's name without anything that could not be kept in a line. */
export const shortAgent = (agent: string): string => agent.replace(/[^\w .;:/()+,-]/g, '').slice(0, 100)
