/** What only the host knows of a request. */
export type RequestContext = {
  /** The person's address, after trusted proxies. `unknown` under a host that does not tell. */
  readonly address: string
  /** Stands in the log and on error pages. */
  readonly requestId: string
}

const known = Symbol('context')
type Known = Request & { [known]?: RequestContext }

/** The front server says it; no header of the request can. */
export const setContext = (request: Request, context: RequestContext): void => {
  ;(request as Known)[known] = context
}

export const contextOf = (request: Request): RequestContext =>
  (request as Known)[known] ?? { address: 'unknown', requestId: '-' }
