import { upstreamCallback, upstreamCallbackByPost } from '@/portal/upstreams/callback'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => upstreamCallback(request, await provider())
export const POST = async (request: Request) => upstreamCallbackByPost(request, await provider())
