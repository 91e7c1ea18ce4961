import { signInByUpstream } from '@/portal/upstreams/sign-in'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => signInByUpstream(request, await provider())
