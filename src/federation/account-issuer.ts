import type { Upstream } from '@/model/upstream'

/**
 * Who vouches for the subjects of an upstream without OpenID Connect: the origin of its token endpoint. WordPress sites below
 * one origin each have a user 1 of their own, so one of those is its site.
 *
 * Where the operator says which claim the subject is, subjects by that claim are a world of their own: a username can be
 * chosen to read like somebody else's number, and an edit of the claim must not make the one out of the other.
 */
export function accountIssuer(
  { preset, options }: Pick<Upstream, 'preset' | 'options'>,
  tokenEndpoint: string,
): string {
  const { href, origin } = new URL(tokenEndpoint)
  const site = preset === 'wordpress' && options.site !== null ? baseOf(options.site) : origin
  const issuer = href.startsWith(`${site}/`) ? site : origin
  const { subject } = options.claims
  return subject === undefined ? issuer : `${issuer}#${subject}`
}

const baseOf = (site: string): string => new URL(site).href.replace(/\/+$/, '')
