import { signOut, signOutForm } from '@/portal/sign-out'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => signOutForm(request, await provider())
export const POST = async (request: Request) => signOut(request, await provider())
