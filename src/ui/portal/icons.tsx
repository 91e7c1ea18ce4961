const paths = {
  home: 'M2.5 7 8 2.5 13.5 7v6.5h-4V10h-3v3.5h-4z',
  profile:
    'M8 8a2.75 2.75 0 1 0 0-5.5A2.75 2.75 0 0 0 8 8zm-5.25 5.75c.4-2.6 2.5-4 5.25-4s4.85 1.4 5.25 4',
  security: 'M8 1.75 13 3.5v4.25c0 3-2.1 5.3-5 6.5-2.9-1.2-5-3.5-5-6.5V3.5z',
  apps: 'M2.5 2.5h4.25v4.25H2.5zM9.25 2.5h4.25v4.25H9.25zM2.5 9.25h4.25v4.25H2.5zM9.25 9.25h4.25v4.25H9.25z',
  registration: 'M9.75 8.25a3.25 3.25 0 1 0-3-2L2.5 10.5v3h3v-1.75h1.75V10zM10.5 5h.01',
  upstreams:
    'M2 4.5h5.5m0 0L5.25 2.25M7.5 4.5 5.25 6.75M2 11.5h5.5m0 0L5.25 9.25M7.5 11.5l-2.25 2.25M10.5 2.5h3v11h-3',
  up: 'm4 10 4-4 4 4',
  playground: 'M4.5 2.75v10.5L13 8z',
  menu: 'M2 4.5h12M2 8h12m-12 3.5h12',
  plus: 'M8 3v10M3 8h10',
  copy: 'M5.75 5.75h7.5v7.5h-7.5zM10.25 5.75v-3h-7.5v7.5h3',
  check: 'm3 8.5 3.25 3.25L13 5',
  cross: 'm4 4 8 8m0-8-8 8',
  out: 'M6.5 3.5h-4v10h10v-4M9 2.5h4.5V7m0-4.5L7.5 8.5',
  chevron: 'm4 6 4 4 4-4',
  back: 'M9.5 3.5 5 8l4.5 4.5',
  'login-redirect': 'M2.5 8h8m0 0L7.25 4.75M10.5 8l-3.25 3.25M13.5 2.5v11',
  web: 'M2.5 3h11v4h-11zm0 6h11v4h-11zM5 5h.01M5 11h.01',
  browser: 'M2 3h12v10H2zm0 3.25h12M4.25 4.6h.01',
  machine: 'M5.5 5.5h5v5h-5zM3 3h10v10H3zM6.5 1v2m3-2v2m-3 10v2m3-2v2M1 6.5h2m-2 3h2m10-3h2m-2 3h2',
  device: 'M1.75 3h12.5v8H1.75zM5.5 13.5h5',
} as const

export type IconName = keyof typeof paths

/** A drawing of one stroke, 16 px, in the colour of the text around it. It says nothing that the text does not. */
export function Icon({
  name,
  className = '',
}: {
  readonly name: IconName
  readonly className?: string
}) {
  return (
    <svg
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      className={`shrink-0 ${className}`}
    >
      <path d={paths[name]} />
    </svg>
  )
}
