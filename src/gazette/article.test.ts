import { describe, expect, test } from 'vitest'
import {
  art,
  documentOf,
  fullLabel,
  gazetteDocument,
  label,
  paragraph,
  parseArticle,
  shortLabel,
} from './index.ts'
import { numeral } from './place.ts'

describe('art', () => {
  test('is an address as text', () => {
    expect(art('111', '22.1.1')).toBe('111/22.1.1')
    expect(paragraph(art('111', '22.1.1'))).toEqual({ document: '111', id: '22.1.1' })
  })

  test('a paragraph or document that does not exist does not compile', () => {
    // tsc proves these: an expected error that does not occur is itself an error.
    // @ts-expect-error article 22 has two paragraphs
    expect(art('111', '22.3')).toBe('111/22.3')
    // @ts-expect-error the measure has 58 articles
    expect(art('111', '59')).toBe('111/59')
    // @ts-expect-error article 24 is one paragraph and is its number
    expect(art('111', '24.1')).toBe('111/24.1')
    // @ts-expect-error the words of 九府发〔2022〕22号 are not recorded, so nothing in it can be cited
    expect(art('22', '1')).toBe('22/1')
    // @ts-expect-error text is not a citation
    const loose: ReturnType<typeof art> = '111/23.2'
    expect(loose).toBe('111/23.2')
  })

  test('comes back from text only when the paragraph exists', () => {
    expect(parseArticle('111/40.12')).toBe(art('111', '40.12'))
    for (const text of [
      '111/40.13',
      '22/1',
      '111',
      '',
      '111/',
      '/1',
      '111/1/1',
      '111/toString',
      'constructor/1',
    ]) {
      expect(parseArticle(text), text).toBeUndefined()
    }
  })
})

describe('labels', () => {
  test.each([
    [art('111', '24'), '第二十四条', '第24条', 'Article 24', 'Art. 24'],
    [art('111', '23.2'), '第二十三条第二款', '第23条第2款', 'Article 23, paragraph 2', 'Art. 23 para. 2'],
    [
      art('111', '22.1.1'),
      '第二十二条第一款第（一）项',
      '第22条(一)',
      'Article 22, paragraph 1, item (1)',
      'Art. 22(1)',
    ],
    [
      art('111', '22.1.2.4'),
      '第二十二条第一款第（二）项第4目',
      '第22条(二)4',
      'Article 22, paragraph 1, item (2), point 4',
      'Art. 22(2).4',
    ],
    [
      art('111', '20.2'),
      '第二十条第一款第（二）项',
      '第20条(二)',
      'Article 20, paragraph 1, item (2)',
      'Art. 20(2)',
    ],
    [art('111', '20.3'), '第二十条第二款', '第20条第2款', 'Article 20, paragraph 2', 'Art. 20 para. 2'],
    [
      art('111', '20.5.1'),
      '第二十条第四款第1项',
      '第20条第4款(1)',
      'Article 20, paragraph 4, item 1',
      'Art. 20 para. 4(1)',
    ],
    [art('111', '40.12'), '第四十条第（十二）项', '第40条(十二)', 'Article 40, item (12)', 'Art. 40(12)'],
    [art('111', '32.1'), '第三十二条前段', '第32条前段', 'Article 32, first part', 'Art. 32, first part'],
    [art('111', '5.2'), '第五条后段', '第5条后段', 'Article 5, second part', 'Art. 5, second part'],
  ])('%s', (article, zh, short, en, shortEn) => {
    expect(label(article)).toBe(zh)
    expect(shortLabel(article)).toBe(short)
    expect(label(article, 'en')).toBe(en)
    expect(shortLabel(article, 'en')).toBe(shortEn)
  })

  test('name the document where it is asked for', () => {
    expect(fullLabel(art('111', '23.2'))).toBe('九府办字〔2022〕111号第二十三条第二款')
    expect(fullLabel(art('111', '28'), 'en')).toBe('Article 28 of 九府办字〔2022〕111号')
  })

  test('numerals', () => {
    expect([1, 9, 10, 11, 19, 20, 21, 58].map(numeral)).toEqual([
      '一',
      '九',
      '十',
      '十一',
      '十九',
      '二十',
      '二十一',
      '五十八',
    ])
  })
})

describe('documents', () => {
  test('the measure was in force for one year from 2022-12-01', () => {
    expect(documentOf(art('111', '58'))).toMatchObject({
      from: '2022-12-01',
      to: '2023-11-30',
      recorded: true,
    })
  })

  test('are read with labels, words and hashes; those not recorded have headings only', async () => {
    const measure = await gazetteDocument('111')
    expect(measure?.paragraphs.find((p) => p.id === '36.4')).toMatchObject({
      label: '第三十六条第二款',
      short: '第36条第2款',
      article: 36,
      chapter: '第五章　服务管理',
      hash: expect.stringMatching(/^[0-9a-f]{16}$/),
    })
    expect((await gazetteDocument('31'))?.from).toBe('2023-01-01')
    expect(await gazetteDocument('22')).toMatchObject({ recorded: false, paragraphs: [] })
    expect(await gazetteDocument('7')).toBeUndefined()
    expect(await gazetteDocument('toString')).toBeUndefined()
  })
})
