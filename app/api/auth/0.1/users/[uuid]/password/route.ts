import { setPassword } from '@/dialects/token-api/user-password'
import { provider } from '@/server/provider'

export const PUT = async (request: Request) => setPassword(request, await provider())
