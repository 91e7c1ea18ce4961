import { openidConfiguration, discoveryPreflight } from '@/oauth/endpoints/openid-configuration'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => openidConfiguration(request, await provider())
export const OPTIONS = async (request: Request) => discoveryPreflight(request, await provider())
