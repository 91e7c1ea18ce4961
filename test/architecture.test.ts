import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '..')

const nouns = ['model', 'stores', 'crypto']
const services = [...nouns, 'keys', 'audit', 'mail']
const capabilities = ['users', 'sign-in', 'sessions', 'clients', 'consents', 'federation']
const oauth = [...services, 'sessions', 'consents', 'type config']
const translators = ['oauth', 'oauth/endpoints', ...capabilities, ...services]

/**
 * Who may import whom. A room may import itself; what is not listed is forbidden; `type x` allows
 * types only. `dialects/*` and the like stand for each folder in there, `src` for every room in it.
 */
const rooms: Record<string, readonly string[]> = {
  model: [],
  crypto: [],
  config: [],
  stores: ['model'],
  'stores/prisma': nouns,
  keys: nouns,
  audit: nouns,
  mail: nouns,
  ...Object.fromEntries(capabilities.map((room) => [room, services])), // never one another
  // It sends browsers away and takes them back, so it answers requests as the protocol does, and makes users by their rules.
  federation: [...services, 'oauth', 'users', 'sessions'],
  oauth,
  'oauth/endpoints': [...oauth, 'oauth', 'oauth/registration', 'clients', 'sign-in'], // what is counted
  // Apps that register themselves are registered by the rules of the dashboard, and counted as everybody is.
  'oauth/registration': [...oauth, 'oauth', 'clients', 'sign-in'],
  'dialects/*': translators,
  portal: translators,
  ui: ['type model'],
  server: ['src'],
  app: ['src', 'not stores/prisma'],
  root: ['src', 'not stores/prisma'],
  test: ['src', 'scripts'],
  e2e: ['scripts'],
}

/** Which packages are for which rooms only; everything else is for everybody. */
const packages: readonly { name: RegExp; only: readonly string[] }[] = [
  { name: /^(next|next-auth|@auth\/(?!core)[\w-]+|@next)(\/|$)/, only: ['app', 'server', 'root'] },
  { name: /^@auth\/core(\/|$)/, only: ['app', 'server', 'root', 'test'] }, // an app of somebody else, to tests
  { name: /^(@prisma|prisma)(\/|$)/, only: ['stores/prisma', 'prisma', 'root'] },
  { name: /^(react|react-dom)(\/|$)/, only: ['app', 'ui', 'server', 'test'] },
]
/** The judge shares no code with us. */
const packagesOfE2e =
  /^(node:|playwright(\/|$)|@axe-core\/playwright$|oidc-client-ts$|oidc-provider$|jose$|pg$|better-sqlite3$)/

const handedTimeAndChance = [
  ...['oauth', 'oauth/endpoints', 'oauth/registration', 'dialects/*', 'portal'],
  ...capabilities,
  ...['keys', 'audit', 'mail'],
]
const timeOrChance = /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\brandomUUID\(/

const sources = ['src', 'app', 'test', 'e2e']
  .flatMap(filesIn)
  .concat(['proxy.ts', 'instrumentation.ts'].filter((file) => existsSync(join(root, file))))
  .map((file) => ({ file, room: roomOf(file), text: readFileSync(join(root, file), 'utf8') }))
  .map((source) => ({ ...source, imports: importsOf(source.text) }))

function filesIn(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : filesIn(path)
    return /\.(tsx?|mjs)$/.test(entry.name) ? [path] : []
  })
}

/** The row of the table that a path belongs to: the longest that fits. */
function roomOf(path: string): string {
  const [top, ...rest] = path.split('/')
  if (top !== 'src') return rest.length === 0 ? 'root' : (top ?? '')
  if (rest[0] === 'dialects') return rest.slice(0, 2).join('/')
  const inner = rest.slice(0, 2).join('/')
  return inner in rooms ? inner : (rest[0] ?? '')
}

const rowOf = (room: string) => (room.startsWith('dialects/') ? 'dialects/*' : room)

function importsOf(text: string) {
  const statement =
    /^[ \t]*(?:import|export)\s+(type\s)?(?:[\w$*{}\s,]+?\sfrom\s*)?['"]([^'"\n]+)['"]/gm
  const call = /\bimport\((?:\s*\/\*.*?\*\/)?\s*['"]([^'"\n]+)['"]/g
  return [
    ...[...text.matchAll(statement)].map(([, type, to]) => ({ to: to ?? '', isType: !!type })),
    ...[...text.matchAll(call)].map(([, to]) => ({ to: to ?? '', isType: false })),
  ]
}

/** Where in the project an import leads, or null for a package. */
function target(from: string, to: string): string | null {
  if (to.startsWith('@/')) return `src/${to.slice(2)}`
  if (to.startsWith('.')) return relative(root, resolve(root, dirname(from), to))
  return null
}

function mayImport(from: string, to: string, isType: boolean): boolean {
  const allowed = rooms[rowOf(from)]
  if (!allowed) return false
  const row = rowOf(to)
  if (allowed.includes(`not ${row}`)) return false
  const isInSrc = row in rooms && !['app', 'root', 'test', 'e2e'].includes(row)
  return (
    from === to ||
    allowed.includes(row) ||
    (isType && allowed.includes(`type ${row}`)) ||
    (isInSrc && allowed.includes('src'))
  )
}

function cyclesAmong(edges: Map<string, readonly string[]>): string[] {
  const cycles: string[] = []
  const isDone = new Set<string>()
  const visit = (file: string, trail: readonly string[]) => {
    if (trail.includes(file)) {
      cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
    } else if (!isDone.has(file)) {
      for (const next of edges.get(file) ?? []) visit(next, [...trail, file])
      isDone.add(file)
    }
  }
  for (const file of edges.keys()) visit(file, [])
  return cycles
}

describe('the architecture', () => {
  it('has every room of src in the table', () => {
    const unknown = sources.filter(({ room }) => !(rowOf(room) in rooms)).map(({ file }) => file)
    expect(unknown).toEqual([])
  })

  it('lets each room import only what the table says', () => {
    const violations = sources.flatMap(({ file, room, imports }) =>
      imports.flatMap(({ to, isType }) => {
        const path = target(file, to)
        if (path === null || mayImport(room, roomOf(path), isType)) return []
        return [`${file} imports ${isType ? 'types of ' : ''}${to}`]
      }),
    )
    expect(violations).toEqual([])
  })

  it('keeps Next, Prisma and React in their rooms', () => {
    const violations = sources.flatMap(({ file, room, imports }) =>
      imports
        .filter(({ to }) => target(file, to) === null)
        .filter(({ to }) =>
          packages.some(({ name, only }) => name.test(to) && !only.includes(room)),
        )
        .map(({ to }) => `${file} imports ${to}`),
    )
    expect(violations).toEqual([])
  })

  it('has judges in e2e that share no code with it', () => {
    const violations = sources
      .filter(({ room }) => room === 'e2e')
      .flatMap(({ file, imports }) =>
        imports
          .filter(({ to }) => target(file, to) === null && !packagesOfE2e.test(to))
          .map(({ to }) => `${file} imports ${to}`),
      )
    expect(violations).toEqual([])
  })

  it('reads the environment in src/config/env.ts only', () => {
    const readers = sources
      .filter(({ file }) => /^(src|app)\//.test(file) && file !== 'src/config/env.ts')
      .filter(({ text }) => withoutComments(text).includes('process.env'))
      .map(({ file }) => file)
    expect(readers).toEqual([])
  })

  it('is handed time and chance', () => {
    const takers = sources
      .filter(({ room }) => handedTimeAndChance.includes(rowOf(room)))
      .filter(({ text }) => timeOrChance.test(withoutComments(text)))
      .map(({ file }) => file)
    expect(takers).toEqual([])
  })

  it('has no drawer for odds and ends, and no barrel', () => {
    const drawers = sources.filter(({ file }) => /(^|\/)(utils?|helpers?|lib|common)\//.test(file))
    const barrels = sources.filter(({ file }) => /^index\.tsx?$/.test(basename(file)))
    expect([...drawers, ...barrels].map(({ file }) => file)).toEqual([])
  })

  it('has no import cycle; types, which are gone at run time, may point back', () => {
    const files = new Set(sources.map(({ file }) => file))
    const edges = new Map(
      sources.map(({ file, imports }) => [
        file,
        imports.flatMap(({ to, isType }) => {
          const path = target(file, to)
          if (path === null || isType) return []
          const found = [path, `${path}.ts`, `${path}.tsx`].find((name) => files.has(name))
          return found ? [found] : []
        }),
      ]),
    )
    expect(cyclesAmong(edges)).toEqual([])
  })

  it('notices what it is there to notice', () => {
    expect(mayImport('oauth', 'clients', false)).toBe(false)
    expect(mayImport('oauth', 'config', false)).toBe(false)
    expect(mayImport('oauth', 'config', true)).toBe(true)
    expect(mayImport('dialects/rails', 'dialects/broker', true)).toBe(false)
    expect(mayImport('app', 'stores/prisma', false)).toBe(false)
    expect(mayImport('test', 'app', true)).toBe(false)
    expect(importsOf("import {\n  a,\n  type B,\n} from '@/x'\nimport 'y'")).toEqual([
      { to: '@/x', isType: false },
      { to: 'y', isType: false },
    ])
    expect(importsOf("export type { A } from './a'; await import('./b')")).toEqual([
      { to: './a', isType: true },
      { to: './b', isType: false },
    ])
    const circle = { a: ['b'], b: ['a'] }
    expect(cyclesAmong(new Map(Object.entries(circle)))).toEqual(['a → b → a'])
  })
})

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '')
}
