import type { User } from '@/model/user'

/** A user as administrators see one: in this dialect's words, never with the password. */
export const userData = ({ id, username, email, profile, disabledAt }: User) => ({
  uuid: id,
  username,
  firstname: profile.given_name ?? null,
  lastname: profile.family_name ?? null,
  email_address: email,
  enabled: disabledAt === null,
})
