import { login } from '@/dialects/broker/login'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => login(request, await provider())
