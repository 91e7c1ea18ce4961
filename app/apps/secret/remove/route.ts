import { removeAppSecret } from '@/portal/apps/secrets'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => removeAppSecret(request, await provider())
