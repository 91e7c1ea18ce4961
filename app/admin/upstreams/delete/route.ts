import { deleteUpstream } from '@/portal/upstreams/admin/life'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => deleteUpstream(request, await provider())
