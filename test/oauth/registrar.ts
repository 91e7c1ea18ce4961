// An app that registers itself, as tests drive it.
import { expect } from 'vitest'

import { sha256 } from '@/crypto/digest'

import { callback, day, issuer, type TestOptions } from '../test-provider'
import { oauthProvider } from './relying-party'

export const path = '/oauth/register'
export const initialToken = 'pia_the-initial-access-token'

/** A provider that lets anybody register, or asks for the token. */
export async function registrar(
  policy: 'open' | 'token' = 'token',
  { uses = 100, ...options }: TestOptions & { readonly uses?: number } = {},
) {
  const op = await oauthProvider({
    ...options,
    settings: { dynamicRegistration: policy, ...options.settings },
  })
  await op.stores.initialAccessTokens.create({
    id: 'initial',
    hash: sha256(initialToken),
    name: 'for tests',
    createdAt: op.now(),
    expiresAt: new Date(op.now().getTime() + 7 * day * 1000),
    usesLeft: uses,
  })
  const send = (
    method: string,
    to: string,
    body?: unknown,
    token?: string | null,
    more: Readonly<Record<string, string>> = {},
  ) => {
    const headers = new Headers({ 'Content-Type': 'application/json', ...more })
    if (typeof token === 'string') headers.set('Authorization', `Bearer ${token}`)
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return op.dispatch(
      new Request(issuer + to, { method, headers, ...(body !== undefined && { body: text }) }),
    )
  }
  const standing = policy === 'token' ? initialToken : null
  const post = (metadata: unknown, token: string | null = standing) =>
    send('POST', path, metadata, token)
  /** What was registered. */
  const registered = async (metadata: object = {}) => {
    const answer = await post({ redirect_uris: [callback], ...metadata })
    expect([answer.status, answer.text]).toEqual([201, expect.any(String)])
    return answer.body
  }
  const stored = async (id: string) => (await op.stores.clients.find(id))!
  const manage = (
    method: string,
    at: { client_id: string; registration_access_token: string },
  ) => ({
    with: (body?: unknown, token: string | null = at.registration_access_token) =>
      send(method, `${path}?client_id=${at.client_id}`, body, token),
  })
  const usesLeft = async () =>
    (await op.stores.initialAccessTokens.find(sha256(initialToken)))?.usesLeft
  return { op, send, post, registered, stored, manage, usesLeft }
}

/** The metadata of an answer, as a client would send them back. */
export function sendable(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const ours = [
    'registration_access_token',
    'registration_client_uri',
    'client_secret_expires_at',
    'client_id_issued_at',
  ]
  return Object.fromEntries(Object.entries(body).filter(([name]) => !ours.includes(name)))
}
