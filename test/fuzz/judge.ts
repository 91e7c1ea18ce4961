// What no request may bring about, however it was made up.
import { decodeJwt } from 'jose'

import { readBasic } from '@/oauth/client-authentication'

import type { RelyingParty } from '../oauth/relying-party'
import type { Received, Sent, World } from './world'

/** Why an answer is a fault; null: it is none. */
export async function findFault(
  world: World,
  sent: Sent,
  received: Received,
): Promise<string | null> {
  if (received.status >= 500) return `answered ${received.status}`
  return (
    (await findStrayRedirect(world, sent, received)) ?? findUnearnedToken(world, sent, received)
  )
}

/** A person is sent to a registered place, or to one of ours. */
async function findStrayRedirect(
  { op, issuer }: World,
  sent: Sent,
  { location, text }: Received,
): Promise<string | null> {
  const [, action = ''] = /<form method="post" action="([^"]*)">/.exec(text) ?? []
  for (const target of [location, action.startsWith('/') ? '' : unescaped(action)]) {
    if (target === '' || /^\/(?![/\\])/.test(target) || target.startsWith(`${issuer}/`)) continue
    const clients = await op.stores.clients.list(null)
    const registered = clients.flatMap((client) => [
      ...client.redirectUris,
      ...client.postLogoutRedirectUris,
    ])
    const isRegistered = registered.some(
      (uri) => target === uri || ['?', '&', '#'].some((mark) => target.startsWith(uri + mark)),
    )
    const isLoopback = /^http:\/\/127\.0\.0\.1:\d{1,5}\/cb(?:[?#]|$)/.test(target) // RFC 8252 §7.3
    if (!isRegistered && !isLoopback) return `${sent.path} leads to ${target.slice(0, 200)}`
  }
  return null
}

const unescaped = (html: string): string =>
  html.replaceAll(/&#(\d+);/g, (_, number: string) => String.fromCharCode(Number(number)))

/** Tokens are for whoever proved a right to them. */
function findUnearnedToken(world: World, sent: Sent, received: Received): string | null {
  const isTokenPath = ['/oauth/token', '/token'].includes(sent.path)
  if (!isTokenPath || received.status !== 200 || sent.method !== 'POST') return null
  const body = JSON.parse(received.text) as Record<string, unknown>
  const accessToken = String(body['access_token'])
  const { client_id: clientId } = decodeJwt<{ client_id: string }>(accessToken)
  const app = Object.values<RelyingParty>(world.apps).find(({ id }) => id === clientId)
  const sentFields: [string, string][] = [
    ...new URLSearchParams(sent.body ?? ''),
    ...sent.query.map(([name, value]): [string, string] => [name, value]), // for a client that may
  ]
  const fields = new URLSearchParams(sentFields.filter(([, value]) => value !== '')) // RFC 6749 §3.2
  if (app === undefined)
    return isOpenlyRegistered(fields) ? null : 'a token for a client that is not there'
  if (app === world.apps.disabled) return 'a token for a disabled client'
  if (!isProven(app, sent, fields)) return `a token for ${app.client.name} without its proof`
  const fault = findUnearnedGrant(world, app, fields)
  for (const name of ['access_token', 'refresh_token', 'id_token']) {
    if (typeof body[name] === 'string') world.genuine.set(body[name], app.id)
  }
  return fault
}

/** Only clients that were registered by a made-up request have no record here, and no secret that a later one knows. */
const isOpenlyRegistered = (fields: URLSearchParams): boolean => fields.has('client_id')

function isProven(app: RelyingParty, sent: Sent, fields: URLSearchParams): boolean {
  if (app.client.authenticationMethod === 'private_key_jwt') return fields.has('client_assertion')
  if (app.secret === null) return fields.get('client_id') === app.id
  const inHeader = readBasic(sent.headers['Authorization'] ?? '')
  const inFields = fields.getAll('client_secret')
  return inHeader?.secret === app.secret || inFields.includes(app.secret)
}

function findUnearnedGrant(
  world: World,
  app: RelyingParty,
  fields: URLSearchParams,
): string | null {
  const { genuine, used } = world
  switch (fields.get('grant_type')) {
    case 'authorization_code': {
      const code = fields.get('code') ?? ''
      if (genuine.get(code) !== app.id) return 'a token for a code of somebody else'
      if (used.has(code)) return 'a code bought twice'
      used.add(code)
      return null
    }
    case 'refresh_token':
      return genuine.get(fields.get('refresh_token') ?? '') === app.id
        ? null
        : 'a token for a refresh token of somebody else'
    case 'urn:ietf:params:oauth:grant-type:device_code':
      return genuine.get(fields.get('device_code') ?? '') === app.id
        ? null
        : 'a token for a device code of somebody else'
    case 'urn:ietf:params:oauth:grant-type:token-exchange':
      return genuine.has(fields.get('subject_token') ?? '') ? null : 'a token for a made-up token'
    case 'client_credentials':
      return app.client.grantTypes.includes('client_credentials') ? null : 'a grant that is off'
    default:
      return `a token for grant_type ${fields.get('grant_type')}`
  }
}

/** Nothing that opens something is in the log; null: nothing is. */
export function findLeak(world: World, logged: string): string | null {
  const secret = world.secrets().find((one) => logged.includes(one))
  return secret === undefined ? null : `the log has ${secret.slice(0, 12)}…`
}
