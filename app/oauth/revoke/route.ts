import { revoke, revokePreflight } from '@/oauth/endpoints/revoke'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => revoke(request, await provider())
export const OPTIONS = async (request: Request) => revokePreflight(request, await provider())
