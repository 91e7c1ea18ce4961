import { authorize, authorizeByPost } from '@/oauth/endpoints/authorize'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => authorize(request, await provider())
export const POST = async (request: Request) => authorizeByPost(request, await provider())
