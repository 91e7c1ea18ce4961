import { disableApp } from '@/portal/apps/life'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => disableApp(request, await provider())
