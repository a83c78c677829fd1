import { gunzipSync, inflateSync, unzipSync } from 'node:zlib'

/** A word that must not be found, and how it is called in a report. */
export interface Needle {
  name: string
  word: string
}

/** Every way in which a word may stand in a text: as it is, in hex, base64 at any offset, UTF-16, escaped, percent-encoded. */
function forms(word: string): string[] {
  const utf8 = Buffer.from(word, 'utf8')
  const utf16 = Buffer.from(word, 'utf16le')
  const escaped = word.replaceAll(/[^\0-\x7f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const found = [word, word.toLowerCase(), escaped, encodeURIComponent(word)]
  for (const bytes of [utf8, utf16]) {
    found.push(bytes.toString('hex'), bytes.toString('hex').toUpperCase())
    for (const encoding of ['base64', 'base64url'] as const) {
      for (let offset = 0; offset < 3; offset++) {
        // Three bytes are four letters; those at the edges depend on the neighbours.
        const text = Buffer.concat([Buffer.alloc(offset), bytes])
          .toString(encoding)
          .replaceAll('=', '')
        const core = text.slice(offset === 0 ? 0 : 4, text.length - (text.length % 4 === 0 ? 0 : 2))
        if (core.length >= 8) found.push(core)
      }
    }
  }
  return [...new Set(found)]
}

/** What compressed bytes in a text hold: hex and base64 that begin as gzip or zlib do, opened, as often as it goes. */
function* unpacked(text: string, depth = 3): Generator<string> {
  if (depth === 0) return
  for (const [pattern, encoding] of [
    [/(?:1f8b08|789c|78da|7801)[0-9a-f]{16,}/gi, 'hex'],
    [/(?:H4sI|eJ[w-z]|eN[o-r])[A-Za-z0-9+/]{12,}={0,2}/g, 'base64'],
  ] as const) {
    for (const [found] of text.matchAll(pattern)) {
      const bytes = Buffer.from(found, encoding)
      for (const open of [gunzipSync, inflateSync, unzipSync]) {
        try {
          const inside = open(bytes, { finishFlush: 2 })
          for (const as of ['utf8', 'hex', 'utf16le'] as const) {
            const said = inside.toString(as)
            yield said
            yield* unpacked(said, depth - 1)
          }
          break
        } catch {
          // Not compressed after all.
        }
      }
    }
  }
}

/** Names of the needles that stand in a text in any form, compressed or not. */
export function leaksIn(text: string, needles: readonly Needle[]): string[] {
  const found = new Set<string>()
  const layers = [text, ...unpacked(text)]
  for (const { name, word } of needles) {
    const any = forms(word)
    if (layers.some((layer) => any.some((form) => layer.includes(form)))) found.add(name)
  }
  return [...found]
}
