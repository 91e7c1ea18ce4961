import type { Handler } from '@/oauth/provider'
import { json } from '@/oauth/responses'

import { endpoint } from './api'
import { documentOf } from './openapi/document'

/** `GET /openapi.json`: what this API is, for programs. */
export const readDocument: Handler = endpoint((_request, { settings }) =>
  Promise.resolve(json(documentOf(settings.issuer))),
)
