import { nativeCode } from '@/dialects/rails/native-code'
import { provider } from '@/server/provider'

export const GET = async (request: Request) => nativeCode(request, await provider())
