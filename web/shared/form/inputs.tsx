import { DatePicker, InputNumber } from 'antd'
import dayjs from 'dayjs'
import { type ChangeEvent, type KeyboardEvent, useRef, useState } from 'react'
import type { Instant, PlainDate } from '../../../src/calendar/index.ts'
import { ApiError, type ServerRefusal, send } from '../../api/client.ts'
import { useWords } from '../../words/words.ts'
import { Button } from '../Button.tsx'
import { RefusalNote } from '../RefusalNote.tsx'
import { sharedWords } from '../words.ts'

/** What antd's form gives to every control. */
interface Control<T> {
  id?: string
  value?: T | undefined
  onChange?: (value: T | undefined) => void
  disabled?: boolean
  'aria-invalid'?: boolean
}

/** A sum typed in 元 and kept as integer 分; more than two decimals cannot be typed. */
export function MoneyInput({
  value,
  onChange,
  ...rest
}: Control<number> & { max?: number; placeholder?: string }) {
  const t = useWords(sharedWords)
  const { max, ...own } = rest
  return (
    <InputNumber<string>
      {...own}
      stringMode
      precision={2}
      min="0"
      {...(max === undefined ? {} : { max: yuanText(max) })}
      prefix="¥"
      suffix={t('yuan')}
      style={{ width: '100%', maxWidth: '18rem' }}
      value={value === undefined || value === null ? null : yuanText(value)}
      onChange={(text) => onChange?.(fenOf(text))}
    />
  )
}

const yuanText = (fen: number): string => {
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** `'68000.5'` → 6800050, by digits, not by floating point. */
export function fenOf(yuan: string | number | null): number | undefined {
  if (yuan === null || yuan === '') return undefined
  const [whole = '0', decimals = ''] = String(yuan).split('.')
  return Number(`${whole}${decimals.padEnd(2, '0').slice(0, 2)}`)
}

/** Enter takes the day that was typed; it does not send the form at the same time. */
const takesTheDay = (event: KeyboardEvent) => {
  if (event.key === 'Enter') event.preventDefault()
}

/** A moment in the market's time, whatever the zone of this machine; the value is an Instant. */
export function MomentInput({ value, onChange, ...rest }: Control<Instant> & { min?: Instant }) {
  const { min, ...own } = rest
  return (
    <DatePicker
      {...own}
      showTime={{ format: 'HH:mm', minuteStep: 5 }}
      format={['YYYY-MM-DD HH:mm ddd', 'YYYY-MM-DD HH:mm', 'YYYYMMDD HHmm']}
      style={{ width: '100%', maxWidth: '18rem' }}
      onKeyDown={takesTheDay}
      value={value ? dayjs(value.slice(0, 19)) : null}
      {...(min ? { minDate: dayjs(min.slice(0, 19)) } : {})}
      onChange={(day) =>
        onChange?.(day ? (`${day.format('YYYY-MM-DDTHH:mm')}:00.000+08:00` as Instant) : undefined)
      }
    />
  )
}

/** A day; the value is a PlainDate. */
export function DateInput({
  value,
  onChange,
  ...rest
}: Control<PlainDate> & { min?: PlainDate; max?: PlainDate }) {
  const { min, max, ...own } = rest
  return (
    <DatePicker
      {...own}
      format={['YYYY-MM-DD ddd', 'YYYY-MM-DD', 'YYYYMMDD']}
      style={{ width: '100%', maxWidth: '18rem' }}
      onKeyDown={takesTheDay}
      value={value ? dayjs(value) : null}
      {...(min ? { minDate: dayjs(min) } : {})}
      {...(max ? { maxDate: dayjs(max) } : {})}
      onChange={(day) => onChange?.(day ? (day.format('YYYY-MM-DD') as PlainDate) : undefined)}
    />
  )
}

export interface FileRef {
  id: string
  name: string
  type: string
  /** bytes */
  size: number
  /** hex */
  sha256: string
}

/** A file sent at once to /api/files; the value is its FileRef, with the hash that the log will hold. */
export function FileInput({
  id,
  value,
  onChange,
  disabled,
  accept = '.pdf,.png,.jpg,.jpeg,.docx,.xlsx',
}: Control<FileRef> & { accept?: string }) {
  const t = useWords(sharedWords)
  const input = useRef<HTMLInputElement>(null)
  const [sending, setSending] = useState<string>()
  const [refusal, setRefusal] = useState<ServerRefusal>()

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    setSending(file.name)
    setRefusal(undefined)
    try {
      const form = new FormData()
      form.set('file', file)
      onChange?.(await send<FileRef>('/api/files', form))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setRefusal(error.refusal)
    } finally {
      setSending(undefined)
    }
  }

  return (
    <div className="file-input">
      <input
        ref={input}
        type="file"
        accept={accept}
        tabIndex={-1}
        aria-hidden="true"
        hidden
        onChange={choose}
      />
      {value ? (
        <p className="cluster">
          <a href={`/api/files/${value.id}`} target="_blank" rel="noreferrer">
            {value.name}
          </a>
          <span className="small mute num">
            {sizeText(value.size)} · SHA-256 {value.sha256.slice(0, 12)}…
          </span>
          {!disabled && (
            <Button look="quiet" onClick={() => onChange?.(undefined)}>
              {t('remove')}
            </Button>
          )}
        </p>
      ) : (
        <Button
          id={id ?? ''}
          disabled={disabled ?? false}
          busy={sending !== undefined}
          onClick={() => input.current?.click()}
        >
          {sending ? t('uploading', { name: sending }) : t('upload')}
        </Button>
      )}
      <span className="small mute">{value ? '' : t('uploadKinds')}</span>
      {refusal && <RefusalNote refusal={refusal} />}
    </div>
  )
}

/** 1536 → 1.5 KB */
export const sizeText = (bytes: number): string =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1_048_576
      ? `${(bytes / 1024).toFixed(1)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`
