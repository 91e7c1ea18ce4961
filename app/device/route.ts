import { device, deviceForm } from '@/portal/device'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => deviceForm(request, await provider())
export const POST = async (request: Request) => device(request, await provider())
