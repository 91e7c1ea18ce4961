import { removeInitialAccessToken } from '@/portal/initial-access-tokens'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => removeInitialAccessToken(request, await provider())
