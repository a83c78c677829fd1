import { useEffect, useState } from 'react'

/** A QR code as a drawing; the library is fetched when the first one is shown. Decorative: the text stands beside it. */
export function QrCode({ text, size }: { text: string; size: number }) {
  const [path, setPath] = useState<{ d: string; n: number }>()
  useEffect(() => {
    let alive = true
    import('qrcode').then(
      ({ default: qr }) => {
        const { modules } = qr.create(text, { errorCorrectionLevel: 'M' })
        const n = modules.size
        const d = Array.from({ length: n * n }, (_, i) =>
          modules.data[i] ? `M${i % n} ${Math.floor(i / n)}h1v1h-1z` : '',
        ).join('')
        if (alive) setPath({ d, n })
      },
      () => {},
    )
    return () => {
      alive = false
    }
  }, [text])
  return (
    <svg
      width={size}
      height={size}
      viewBox={path ? `-1 -1 ${path.n + 2} ${path.n + 2}` : '0 0 1 1'}
      shapeRendering="crispEdges"
      aria-hidden="true"
    >
      {path && <path d={path.d} fill="#14282f" />}
    </svg>
  )
}
