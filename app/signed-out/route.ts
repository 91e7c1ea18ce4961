import { signedOut } from '@/portal/sign-out'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => signedOut(request, await provider())
