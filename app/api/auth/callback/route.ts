import { callback } from '@/dialects/broker/callback'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => callback(request, await provider())
