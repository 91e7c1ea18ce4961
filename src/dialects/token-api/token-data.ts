import type { ApiToken } from '@/model/api-token'
import type { User } from '@/model/user'

import { aclOf } from './acl'
import { timeOf } from './times'

/** A token as it is told to whoever holds it. Local times are in UTC too: the server keeps no other clock. */
export const tokenData = (token: string, row: ApiToken, user: User) => ({
  token,
  expires_at: timeOf(row.expiresAt),
  utc_expires_at: timeOf(row.expiresAt),
  issued_at: timeOf(row.createdAt),
  utc_issued_at: timeOf(row.createdAt),
  auth_id: user.id,
  metadata: { uuid: user.id },
  acl: aclOf(user),
  session_uuid: row.sessionUuid,
})
