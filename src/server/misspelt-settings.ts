import { type Definition, definitions } from '@/config/definitions'
import { slipsBetween } from '@/portal/file/nearest'

/** More would hit names of others, such as the `PORTICO_CLIENT_SECRET` of an app or what Kubernetes sets for a service. */
const mostSlips = 2

const names = definitions.flatMap(({ name, isSecret }: Definition) =>
  isSecret ? [name, `${name}_FILE`] : [name],
)

/**
 * A sentence for each name in the environment that is a setting's but for a slip: `PORTICO_SELF_REGISTRATON=off` would
 * leave registration open, and nobody would see it.
 */
export function misspeltSettings(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env)
    .filter((name) => /^(PORTICO|OAUTH_FOLLOW)_/.test(name) && !names.includes(name))
    .flatMap((name) => {
      const meant = names.find((one) => slipsBetween(name, one) <= mostSlips)
      return meant === undefined ? [] : [`There is no setting ${name}. Did you mean ${meant}?`]
    })
}
