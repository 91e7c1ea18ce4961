import { live } from '@/server/health'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => live(request, await provider())
