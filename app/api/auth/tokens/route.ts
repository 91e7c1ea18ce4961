import { tokensPreflight } from '@/dialects/broker/cross-origin'
import { tokens } from '@/dialects/broker/tokens'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => tokens(request, await provider())
export const OPTIONS = async (request: Request) => tokensPreflight(request, await provider())
