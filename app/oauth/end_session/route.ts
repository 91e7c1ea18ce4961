import { endSession, endSessionByPost } from '@/oauth/endpoints/end-session'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => endSession(request, await provider())
export const POST = async (request: Request) => endSessionByPost(request, await provider())
