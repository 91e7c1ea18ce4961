import { ready } from '@/server/health'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => ready(request, await provider())
