import { updateUpstream } from '@/portal/upstreams/admin/save'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => updateUpstream(request, await provider())
