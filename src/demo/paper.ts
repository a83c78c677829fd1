import { renderPdf } from '../platform/documents/index.ts'

/** A one-page PDF that says it is a demonstration: what demo people attach where the measure asks for a document. */
export const renderPaper = (): Promise<Buffer> =>
  renderPdf({
    head: '浔市演示材料',
    number: '演示',
    title: '演示用证明材料',
    parts: [{ kind: 'paragraph', text: '本页仅供演示系统使用，不具有任何证明效力。' }],
    issuer: '浔市演示',
    date: '2026年6月15日',
    at: { year: 2026, month: 6, day: 15 },
    check: 'DEMO',
    url: 'https://demo.invalid',
    qr: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>',
    demonstration: true,
  })
