import { invitationSeen } from '@/portal/upstreams/admin/invite'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => invitationSeen(request, await provider())
