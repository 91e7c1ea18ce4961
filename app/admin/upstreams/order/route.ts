import { orderUpstreams } from '@/portal/upstreams/admin/life'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => orderUpstreams(request, await provider())
