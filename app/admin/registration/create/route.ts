import { createInitialAccessToken } from '@/portal/initial-access-tokens'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => createInitialAccessToken(request, await provider())
