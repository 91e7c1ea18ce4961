import { login } from '@/dialects/login-redirect/login'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => login(request, await provider())
