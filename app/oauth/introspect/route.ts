import { introspect } from '@/oauth/endpoints/introspect'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => introspect(request, await provider())
