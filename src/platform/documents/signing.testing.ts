import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What `pdfsig` (Debian's poppler-utils), which is not ours, says of the signatures of a PDF, oldest first. */
export function signaturesOf(pdf: Buffer): { by: string; valid: boolean; whole: boolean }[] {
  const folder = mkdtempSync(join(tmpdir(), 'xunshi-pdfsig-'))
  try {
    const path = join(folder, 'signed.pdf')
    writeFileSync(path, pdf)
    // It ends with 2 where a PDF has no signature at all.
    const told = execFileSync('sh', ['-c', `pdfsig -nocert ${path} || [ $? = 2 ]`], { encoding: 'utf8' })
    return told
      .split(/^Signature #\d+:$/m)
      .slice(1)
      .map((one) => ({
        by: /Common Name: (.*)$/m.exec(one)?.[1] ?? '',
        valid: one.includes('Signature is Valid.'),
        whole: /^\s+- Total document signed/m.test(one),
      }))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
