import { prove, proveForm } from '@/portal/upstreams/prove'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => proveForm(request, await provider())
export const POST = async (request: Request) => prove(request, await provider())
