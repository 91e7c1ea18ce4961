import { disableUpstream } from '@/portal/upstreams/admin/life'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => disableUpstream(request, await provider())
