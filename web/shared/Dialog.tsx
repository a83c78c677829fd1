import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useWords } from '../words/words.ts'
import './Dialog.css'
import { sharedWords } from './words.ts'

/** A native modal dialog: focus stays inside, Escape closes, focus returns. Mount it only while it is open. */
export function Dialog({
  title,
  onClose,
  children,
  wide = false,
}: {
  title: ReactNode
  onClose: () => void
  children: ReactNode
  wide?: boolean
}) {
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const t = useWords(sharedWords)
  useEffect(() => {
    const own = dialog.current
    own?.showModal()
    return () => own?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="dialog"
      data-wide={wide || undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        if (event.target !== dialog.current) return
        event.preventDefault()
        onClose()
      }}
    >
      <div className="dialog-head">
        <h2 id={id} className="song">
          {title}
        </h2>
        <button type="button" className="cite-close" aria-label={t('close')} onClick={onClose}>
          ×
        </button>
      </div>
      <div className="dialog-body">{children}</div>
    </dialog>
  )
}
