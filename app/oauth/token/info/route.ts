import { tokenInfo, tokenInfoPreflight } from '@/dialects/rails/token-info'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => tokenInfo(request, await provider())
export const OPTIONS = async (request: Request) => tokenInfoPreflight(request, await provider())
