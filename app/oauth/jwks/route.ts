import { jwks, jwksPreflight } from '@/oauth/endpoints/jwks'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => jwks(request, await provider())
export const OPTIONS = async (request: Request) => jwksPreflight(request, await provider())
