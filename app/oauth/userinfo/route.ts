import { userinfo, userinfoPreflight } from '@/oauth/endpoints/userinfo'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => userinfo(request, await provider())
export const POST = async (request: Request) => userinfo(request, await provider())
export const OPTIONS = async (request: Request) => userinfoPreflight(request, await provider())
