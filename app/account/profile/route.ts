import { saveProfile } from '@/portal/profile'
import { provider } from '@/server/provider'

export const POST = async (request: Request) => saveProfile(request, await provider())
