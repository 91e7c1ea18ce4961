import { showLogo } from '@/portal/apps/logo'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => showLogo(request, await provider())
