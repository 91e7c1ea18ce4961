import { newApplication } from '@/dialects/rails/applications'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => newApplication(request, await provider())
