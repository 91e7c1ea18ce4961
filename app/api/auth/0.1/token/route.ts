import { createToken } from '@/dialects/token-api/create-token'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => createToken(request, await provider())
