import { readBody } from './body'
import { PageError } from './errors'
import { readParameters } from './parameters'
import { seeOther } from './responses'

/** The front server reads 32 KiB of address and headers; the browser's cookies and its own have to fit beside: characters. */
const longest = 28_672

/**
 * Goes on with a posted request as a GET of ours, so that the session's cookie comes along (SameSite=Lax).
 * @throws {PageError} `request-too-large` for one that does not fit into an address: the GET would not get through
 */
export async function goOnAsGet(request: Request): Promise<Response> {
  const { raw } = readParameters(await readBody(request, 'application/x-www-form-urlencoded'))
  const path = `${new URL(request.url).pathname}?${new URLSearchParams(raw).toString()}`
  if (path.length > longest) throw new PageError('request-too-large')
  return seeOther(path)
}
