import { deleteMyTokens } from '@/dialects/token-api/my-tokens'
import { provider } from '@/server/provider'

export const DELETE = async (request: Request) => deleteMyTokens(request, await provider())
