import { token, tokenPreflight } from '@/oauth/endpoints/token'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => token(request, await provider())
export const OPTIONS = async (request: Request) => tokenPreflight(request, await provider())
