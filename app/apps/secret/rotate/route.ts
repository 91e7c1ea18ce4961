import { rotateAppSecret } from '@/portal/apps/secrets'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => rotateAppSecret(request, await provider())
