import { deleteToken, readToken } from '@/dialects/token-api/token'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => readToken(request, await provider())
export const DELETE = async (request: Request) => deleteToken(request, await provider())
