import { signInAgain, signInByPassword } from '@/portal/sign-in'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => signInAgain(request, await provider())
export const POST = async (request: Request) => signInByPassword(request, await provider())
