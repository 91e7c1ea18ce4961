import { setup, setupForm } from '@/portal/setup'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => setupForm(request, await provider())
export const POST = async (request: Request) => setup(request, await provider())
