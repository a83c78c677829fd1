import type { InjectOptions } from 'fastify'

type Headers = Record<string, string>

/** Requests to a writing operation that no browser sends: what is tried, and the request without address and guards. */
export const oddBodies: [what: string, request: { payload?: string | Buffer; headers?: Headers }][] = [
  ['nothing', {}],
  ['nothing that says it is JSON', json('')],
  ['half of a JSON', json('{"draft": ')],
  ['a list', json('[]')],
  ['null', json('null')],
  ['a text', json('"x"')],
  ['a number', json('7')],
  ['a prototype', json('{"__proto__": {"draft": {}}, "constructor": {"prototype": {}}}')],
  ['200,000 lists inside each other', json('['.repeat(200_000) + ']'.repeat(200_000))],
  ['200,000 objects inside each other', json(`${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`)],
  ['2 MB', json(JSON.stringify({ draft: { content: 'x'.repeat(2_000_000) } }))],
  [
    'a byte that is no UTF-8',
    { payload: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), headers: type('application/json') },
  ],
  ['plain text', { payload: 'draft=1', headers: type('text/plain') }],
  ['a form', { payload: 'draft=1', headers: type('application/x-www-form-urlencoded') }],
  ['XML', { payload: '<draft/>', headers: type('application/xml') }],
  ['a type that is none', { payload: '{}', headers: type(';;;') }],
  [
    'multipart where JSON belongs',
    multipart('--b\r\ncontent-disposition: form-data; name="draft"\r\n\r\n1\r\n--b--\r\n'),
  ],
  [
    'gzip that is none',
    { payload: '{}', headers: { ...type('application/json'), 'content-encoding': 'gzip' } },
  ],
  [
    'a length that is a lie',
    { payload: '{}', headers: { ...type('application/json'), 'content-length': '1' } },
  ],
]

/** Sessions and keys that nobody was given. */
export const oddHeaders: Headers[] = [
  ...['%00', '%', '%ff', 'a'.repeat(4000), "' or 1=1 --", '%F0%9F%97%93', '.', ''].map((value) => ({
    cookie: `xunshi.session_token=${value}`,
  })),
  { cookie: ';;;=;' },
  { cookie: '__proto__=1; constructor=2; xunshi.session_token=x' },
  { 'if-none-match': '"\ufffd"', 'accept-encoding': 'br;q=x', accept: '*', range: 'bytes=9-1' },
  { 'x-forwarded-for': "1.2.3.4, ' or 1=1, ::", 'x-forwarded-host': '<script>' },
]

const pdf = '%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n'
const part = (name: string, content: string, field = 'file') =>
  `--b\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: application/pdf\r\n\r\n${content}\r\n`

/** Uploads that must be refused. */
export const oddUploads: [what: string, request: { payload: string | Buffer; headers: Headers }][] = [
  ['no file', multipart('--b--\r\n')],
  ['nothing at all', multipart('')],
  [
    'a field in place of a file',
    multipart('--b\r\ncontent-disposition: form-data; name="file"\r\n\r\n1\r\n--b--\r\n'),
  ],
  ['broken off', multipart(part('成果.pdf', pdf).slice(0, -10))],
  [
    'another boundary',
    { ...multipart(`${part('成果.pdf', pdf)}--b--\r\n`), headers: type('multipart/form-data; boundary=x') },
  ],
  [
    'no boundary',
    { ...multipart(`${part('成果.pdf', pdf)}--b--\r\n`), headers: type('multipart/form-data') },
  ],
  ['an empty file', multipart(`${part('成果.pdf', '')}--b--\r\n`)],
  ['a page', multipart(`${part('成果.pdf', '<html><script>alert(1)</script></html>')}--b--\r\n`)],
  ['a picture with a script', multipart(`${part('图.svg', '<svg onload="alert(1)"/>')}--b--\r\n`)],
  [
    'an executable named .pdf',
    multipart(`${part('报告.pdf', '\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0')}--b--\r\n`),
  ],
  ['a program named .pdf', multipart(`${part('报告.pdf', `MZ${'\0'.repeat(200)}`)}--b--\r\n`)],
  ['a PDF named .exe', multipart(`${part('报告.exe', pdf)}--b--\r\n`)],
  ['a PDF with no name', multipart(`${part('', pdf)}--b--\r\n`)],
  ['30 MB', multipart(`${part('大.pdf', pdf + '\0'.repeat(30 * 1024 * 1024))}--b--\r\n`)],
  [
    'twenty fields',
    multipart(`${'--b\r\ncontent-disposition: form-data; name="x"\r\n\r\n1\r\n'.repeat(20)}--b--\r\n`),
  ],
  ['JSON', json('{"file": "x"}')],
]

/** Names that a file may have, or may not, but that must not break anything. */
export const oddNames = [
  '../../../etc/x.pdf',
  `${'长'.repeat(5000)}.pdf`,
  '👩‍👩‍👧.pdf',
  '"; x="y.pdf',
  'a\0b.pdf',
  '%00.pdf',
]
export const uploadNamed = (name: string) => multipart(`${part(name, pdf)}--b--\r\n`)

function json(payload: string) {
  return { payload, headers: type('application/json') }
}
function type(value: string): Headers {
  return { 'content-type': value }
}
function multipart(payload: string) {
  return { payload, headers: type('multipart/form-data; boundary=b') }
}

export const methods = [
  'HEAD',
  'OPTIONS',
  'PATCH',
  'DELETE',
  'PUT',
  'POST',
  'GET',
] as InjectOptions['method'][]
