import { readDocument } from '@/dialects/token-api/document'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => readDocument(request, await provider())
