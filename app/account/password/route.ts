import { changePassword } from '@/portal/account'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => changePassword(request, await provider())
