import type { Claims } from '@/federation/claims'
import type { Upstream } from '@/model/upstream'
import { UpstreamFailure } from '@/oauth/provider'

import { refusal } from './tokens'
import { isObject, isText, jsonOf, objectOf, type Trip, type UpstreamAnswer } from './trip'

/** What an upstream says of whoever the access token is for. @throws {UpstreamFailure} */
export async function userinfo(
  { preset, options }: Upstream,
  endpoint: string,
  accessToken: string,
  trip: Trip,
): Promise<Claims> {
  const headers = { authorization: `Bearer ${accessToken}`, 'user-agent': 'Portico' }
  const isPosted = preset === 'wordpress' || options.userinfoMethod === 'POST'
  const request = isPosted
    ? { url: endpoint, method: 'POST', headers: { ...headers, ...formType }, body: '' }
    : { url: endpoint, headers }
  const claims = await trip.ask('userinfo', request, readClaims, claimsShown)
  if (preset === 'github') return { ...claims, ...(await githubEmail(endpoint, headers, trip)) }
  return preset === 'discord' ? { ...claims, picture: discordPicture(claims) } : claims
}

const formType = { 'content-type': 'application/x-www-form-urlencoded' }

function readClaims(answer: UpstreamAnswer, asked: string): Claims {
  verifyStatus(answer, asked)
  const claims = objectOf(answer, asked, 'userinfo')
  const { error, error_description: description } = claims
  if (isText(error)) throw refusal('userinfo', error, description)
  return claims
}

function verifyStatus({ status }: UpstreamAnswer, asked: string): void {
  if (status === 200) return
  const problem = status === 401 || status === 403 ? 'refused' : 'malformed'
  throw new UpstreamFailure(
    problem,
    'userinfo',
    `${asked} answered ${status}, where 200 is expected`,
  )
}

/** For the operator, who maps them: each with its value, but for what may open something. */
const claimsShown = (claims: Claims): string =>
  Object.entries(claims)
    .map(([name, value]) =>
      /token|secret|password|hash|key|code/i.test(name)
        ? name
        : `${name}: ${JSON.stringify(value)}`,
    )
    .map((line) => (line.length > 200 ? `${line.slice(0, 200)}…` : line))
    .join('\n')
    .slice(0, 4000)

/** At GitHub the address in the profile is public, which is no proof; its list of addresses says which are verified. */
async function githubEmail(
  endpoint: string,
  headers: Readonly<Record<string, string>>,
  trip: Trip,
): Promise<Claims> {
  const read = (answer: UpstreamAnswer, asked: string): Claims => {
    if (answer.status === 403 || answer.status === 404) return { email_verified: false } // not among the scopes
    verifyStatus(answer, asked)
    const list = jsonOf(answer, asked, 'userinfo')
    const entries = Array.isArray(list) ? list.filter(isObject) : []
    const primary = entries.find(({ primary: isPrimary }) => isPrimary === true)
    if (!primary) return { email_verified: false }
    return { email: primary['email'], email_verified: primary['verified'] === true }
  }
  return trip.ask('userinfo', { url: `${endpoint}/emails`, headers }, read, claimsShown)
}

/** Discord names the picture, and does not say where it is. */
function discordPicture({ id, avatar }: Claims): string | undefined {
  if (!isText(id) || !isText(avatar)) return undefined
  return `https://cdn.discordapp.com/avatars/${encodeURIComponent(id)}/${encodeURIComponent(avatar)}.png`
}
