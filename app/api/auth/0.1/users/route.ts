import { createUser, listUsers } from '@/dialects/token-api/users'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => listUsers(request, await provider())
export const POST = async (request: Request) => createUser(request, await provider())
