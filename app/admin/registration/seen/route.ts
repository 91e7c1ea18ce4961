import { initialAccessTokenSeen } from '@/portal/initial-access-tokens'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => initialAccessTokenSeen(request, await provider())
