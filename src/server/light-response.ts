// The `Response` of the front server's bundle, where scripts/bundle.mjs puts it in place of the global one. Hono's
// listener writes an answer of its own class as it is, and reads one of the platform's through a stream: four times the
// work for a small answer (docs/performance.md). Hono would put its class in place of the global one for the whole
// process, and Next, which lives there too, tells its answers by the platform's.
import { getRequestListener } from '@hono/node-server'

const { Request: PlatformRequest, Response: PlatformResponse } = globalThis
getRequestListener(() => new PlatformResponse()) // this is what replaces the two
const { Response: LightResponse } = globalThis
Object.defineProperty(globalThis, 'Request', { value: PlatformRequest })
Object.defineProperty(globalThis, 'Response', { value: PlatformResponse })

export { LightResponse as Response }
