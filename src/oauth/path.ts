/** The parts of a request's path, decoded. One that is no UTF-8 is left as it came. */
export const pathParts = (request: Request): readonly string[] =>
  new URL(request.url).pathname.split('/').slice(1).map(decoded)

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
