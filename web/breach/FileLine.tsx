import type { FiledFile } from '../../src/registry/index.ts'

/** The name of a paper; a link only for those who may read the file. */
export function FileLine({ file, readable }: { file: FiledFile; readable: boolean }) {
  return (
    <p className="cluster">
      {readable ? (
        <a href={`/api/files/${file.id}`} target="_blank" rel="noreferrer">
          {file.name}
        </a>
      ) : (
        file.name
      )}
      <span className="small mute num">SHA-256 {file.sha256.slice(0, 12)}…</span>
    </p>
  )
}
