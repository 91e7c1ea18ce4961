import { listMyTokens } from '@/dialects/token-api/my-tokens'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => listMyTokens(request, await provider())
