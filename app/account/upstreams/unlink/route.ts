import { unlinkUpstream } from '@/portal/upstreams/account'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => unlinkUpstream(request, await provider())
