import {
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http'

/**
 * An answer that has headers of ours beside its own, whoever writes it: hono's listener, Next, or we. They join the others
 * when the head is written: a header that is set before makes Node check and copy every other one.
 */
export class NumberedResponse<
  Request extends IncomingMessage = IncomingMessage,
> extends ServerResponse<Request> {
  /** By their names in lower case. */
  common: Readonly<Record<string, string>> = {}

  override writeHead(status: number, ...rest: unknown[]): this {
    const headers = rest.at(-1)
    if (isRecord(headers)) rest[rest.length - 1] = together(headers, this.common)
    else for (const [name, value] of Object.entries(this.common)) this.setHeader(name, value)
    return super.writeHead(status, ...(rest as [OutgoingHttpHeader[]]))
  }
}

const isRecord = (value: unknown): value is OutgoingHttpHeaders =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Names and values in turn. Ours win: what is there already under another spelling would be written twice. */
function together(
  headers: OutgoingHttpHeaders,
  common: Readonly<Record<string, string>>,
): OutgoingHttpHeader[] {
  const all: OutgoingHttpHeader[] = []
  for (const name in common) all.push(name, common[name] ?? '')
  for (const name in headers) {
    const value = headers[name]
    if (value !== undefined && common[name.toLowerCase()] === undefined) all.push(name, value)
  }
  return all
}
