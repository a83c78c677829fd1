import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

let cutter: Jieba | undefined

/**
 * A text as words to be indexed or searched, space between them: 水土保持方案 → 水土 保持 水土保持 方案. The dictionary
 * (20 MB) is read at the first use. Letters and digits of any width are the same.
 */
export function wordsOf(text: string): string {
  cutter ??= Jieba.withDict(dict)
  return cutter
    .cutForSearch(text.normalize('NFKC').toLowerCase(), true)
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .join(' ')
}
