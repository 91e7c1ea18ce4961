import { authorizedApplications } from '@/dialects/rails/applications'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => authorizedApplications(request, await provider())
