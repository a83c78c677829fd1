import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

export interface HandMade {
  /** What stands inside `<worksheet>`. */
  sheet?: string
  strings?: string
  workbook?: string
  types?: string
  more?: Record<string, string | Buffer>
}

/** An .xlsx by hand, for what no decent writer makes. */
export async function handMade(parts: HandMade): Promise<Buffer> {
  const { sheet = '', strings, workbook, types = '', more = {} } = parts
  const zip = new ZipFile()
  const put = (path: string, xml: string) => zip.addBuffer(Buffer.from(xml), path)
  put('[Content_Types].xml', `<Types>${types}</Types>`)
  put(
    '_rels/.rels',
    `<Relationships><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  put(
    'xl/workbook.xml',
    workbook ??
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`,
  )
  put(
    'xl/_rels/workbook.xml.rels',
    `<Relationships><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${office}/sharedStrings" Target="/xl/sharedStrings.xml"/></Relationships>`,
  )
  if (strings !== undefined) put('xl/sharedStrings.xml', `<sst xmlns="${main}">${strings}</sst>`)
  put('xl/worksheets/sheet1.xml', `<worksheet xmlns="${main}">${sheet}</worksheet>`)
  for (const [path, content] of Object.entries(more)) zip.addBuffer(Buffer.from(content), path)
  zip.end()
  return buffer(zip.outputStream)
}

/** `<sheetData>` of texts; a string that begins with `<` is a cell's own XML. */
export const sheetOf = (...rows: readonly string[][]): string =>
  `<sheetData>${rows.map((cells, r) => `<row r="${r + 1}">${cells.map((c, i) => cellOf(c, `${String.fromCharCode(65 + i)}${r + 1}`)).join('')}</row>`).join('')}</sheetData>`

const cellOf = (text: string, at: string): string =>
  text.startsWith('<')
    ? text.replace('<c', `<c r="${at}"`)
    : text === ''
      ? ''
      : `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
