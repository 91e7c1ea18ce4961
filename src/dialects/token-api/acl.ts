import type { User } from '@/model/user'

/**
 * What a token may do, in the words of this dialect: `#` stands for everything below. Told by the person's role now, so
 * that it changes for every token of theirs at once.
 */
const acl = {
  administrator: ['auth.#'],
  person: ['auth.users.me.#'],
} as const satisfies Record<string, readonly string[]>

export const aclOf = ({ isAdministrator }: Pick<User, 'isAdministrator'>): readonly string[] =>
  isAdministrator ? acl.administrator : acl.person
