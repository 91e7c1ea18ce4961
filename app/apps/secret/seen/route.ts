import { secretSeen } from '@/portal/apps/secrets'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => secretSeen(request, await provider())
