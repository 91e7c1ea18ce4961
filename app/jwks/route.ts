import { jwks } from '@/oauth/endpoints/jwks'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => jwks(request, await provider())
