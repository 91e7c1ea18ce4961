import { recover, recoverForm } from '@/portal/recover'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => recoverForm(request, await provider())
export const POST = async (request: Request) => recover(request, await provider())
