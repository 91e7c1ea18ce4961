import { createUpstream } from '@/portal/upstreams/admin/save'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => createUpstream(request, await provider())
