import { linkUpstream } from '@/portal/upstreams/account'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => linkUpstream(request, await provider())
