import { deleteApp } from '@/portal/apps/life'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => deleteApp(request, await provider())
