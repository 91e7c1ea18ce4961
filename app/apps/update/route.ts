import { updateApp } from '@/portal/apps/update'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => updateApp(request, await provider())
