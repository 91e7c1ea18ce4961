import { endSessions } from '@/portal/account'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => endSessions(request, await provider())
