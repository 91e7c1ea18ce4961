import { signInByPassword } from '@/portal/sign-in'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => signInByPassword(request, await provider())
