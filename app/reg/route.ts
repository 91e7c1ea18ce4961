import * as app from '@/oauth/endpoints/register'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => app.readClient(request, await provider())
export const POST = async (request: Request) => app.register(request, await provider())
export const PUT = async (request: Request) => app.updateClient(request, await provider())
export const DELETE = async (request: Request) => app.deleteClient(request, await provider())
export const OPTIONS = async (request: Request) => app.registerPreflight(request, await provider())
