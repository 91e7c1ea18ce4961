import { push, pushPreflight } from '@/oauth/endpoints/pushed-authorization-request'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => push(request, await provider())
export const OPTIONS = async (request: Request) => pushPreflight(request, await provider())
