import { deviceAuthorization, devicePreflight } from '@/oauth/endpoints/device-authorization'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => deviceAuthorization(request, await provider())
export const OPTIONS = async (request: Request) => devicePreflight(request, await provider())
