import { inviteByUpstream } from '@/portal/upstreams/admin/invite'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => inviteByUpstream(request, await provider())
