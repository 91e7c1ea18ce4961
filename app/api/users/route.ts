import { createUser } from '@/dialects/login-redirect/create-user'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => createUser(request, await provider())
