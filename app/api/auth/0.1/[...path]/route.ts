import { unknownPath } from '@/dialects/token-api/api'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => unknownPath(request, await provider())
export const POST = GET
export const PUT = GET
export const DELETE = GET
