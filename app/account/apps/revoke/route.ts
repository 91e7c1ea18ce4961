import { revokeAccess } from '@/portal/account'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => revokeAccess(request, await provider())
