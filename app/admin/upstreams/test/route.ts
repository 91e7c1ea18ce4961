import { testUpstream } from '@/portal/upstreams/admin/test'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => testUpstream(request, await provider())
