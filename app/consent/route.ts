import { consent } from '@/portal/consent'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => consent(request, await provider())
