const key = 'xunshi.device'

/**
 * A random number by which this browser is told from another (40.2). It goes nowhere but into the sealed box of a
 * registration; a browser that keeps nothing sends none.
 */
export function deviceOf(): string {
  try {
    const known = localStorage.getItem(key)
    if (known && /^[0-9a-f]{32}$/.test(known)) return known
    const made = [...crypto.getRandomValues(new Uint8Array(16))]
      .map((b) => b.toString(16).padStart(2, '0'))
      .join('')
    localStorage.setItem(key, made)
    return made
  } catch {
    return ''
  }
}
