import { register, registerForm } from '@/portal/register'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => registerForm(request, await provider())
export const POST = async (request: Request) => register(request, await provider())
