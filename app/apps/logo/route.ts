import { saveLogo } from '@/portal/apps/logo'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => saveLogo(request, await provider())
