import { applications } from '@/dialects/rails/applications'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => applications(request, await provider())
