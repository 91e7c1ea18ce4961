import { deleteUser, readUser, updateUser } from '@/dialects/token-api/user'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => readUser(request, await provider())
export const PUT = async (request: Request) => updateUser(request, await provider())
export const DELETE = async (request: Request) => deleteUser(request, await provider())
