const KEY = 'xunshi.checkpoint'

/** The last checkpoint that this browser saw: with it, a changed past is found on the next visit. */
export interface Seen {
  size: number
  root: string
}

export function lastSeen(): Seen | undefined {
  try {
    const { size, root } = JSON.parse(localStorage.getItem(KEY) ?? '') as Partial<Seen>
    return typeof size === 'number' && typeof root === 'string' ? { size, root } : undefined
  } catch {
    return undefined
  }
}

export function remember(seen: Seen): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(seen))
  } catch {
    // A browser that stores nothing has no memory to compare with.
  }
}
