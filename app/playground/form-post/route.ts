import { playgroundFormPost } from '@/portal/playground'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => playgroundFormPost(request, await provider())
