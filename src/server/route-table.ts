// Finds what a path names: an exact row of the table, or one with a part in brackets, as Next writes it.
import { routes, type Route } from './routes'

const exact: ReadonlyMap<string, Route> = new Map(Object.entries(routes))

const patterns = Object.entries(routes)
  .filter(([path]) => path.includes('['))
  .map(([path, route]) => ({ parts: path.split('/'), route }))

/**
 * A part in brackets stands for one part that is not empty, one with dots for whatever comes from there on; a row
 * without any comes first.
 */
export function findRoute(path: string): Route | undefined {
  const found = exact.get(path)
  if (found || !path.startsWith('/api/auth/')) return found // all of them are under there
  const parts = path.split('/')
  return patterns.find((pattern) => fits(pattern.parts, parts))?.route
}

function fits(pattern: readonly string[], parts: readonly string[]): boolean {
  const isOpen = pattern.at(-1)?.startsWith('[...') ?? false
  if (isOpen ? parts.length < pattern.length : parts.length !== pattern.length) return false
  return pattern.every((part, index) =>
    part.startsWith('[') ? part.startsWith('[...') || parts[index] !== '' : part === parts[index],
  )
}
