import { openidConfiguration } from '@/oauth/endpoints/openid-configuration'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => openidConfiguration(request, await provider())
