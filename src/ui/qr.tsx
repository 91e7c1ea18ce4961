import { encode } from 'uqr'

/**
 * A QR code: dark on light whatever the page's colours are, for not every camera reads it the other way round. Its size
 * is the page's to set; `aria-label` says the text itself.
 */
export function qrSvg(text: string) {
  const { data, size } = encode(text, { ecc: 'M', border: quietZone })
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={text}
      className="size-full"
    >
      <path fill="#fff" d={`M0 0h${size}v${size}H0z`} />
      <path fill="#000" d={data.flatMap(runsOf).join('')} />
    </svg>
  )
}

/** Modules of light around it — ISO/IEC 18004 §9.1. */
const quietZone = 4

/** The dark stretches of one row, as rectangles. */
function runsOf(row: readonly boolean[], y: number): string[] {
  const runs: string[] = []
  for (let x = 0; x < row.length; x += 1) {
    const start = x
    while (row[x]) x += 1
    if (x > start) runs.push(`M${start} ${y}h${x - start}v1H${start}z`)
  }
  return runs
}
