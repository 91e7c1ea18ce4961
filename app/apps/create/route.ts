import { createApp } from '@/portal/apps/create'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => createApp(request, await provider())
