// A device, as tests drive it: it asks for a code, shows it to a person, and asks on until the person has decided.
import type { Client } from '@/model/client'

import type { Answer, Browser } from '../test-browser'
import type { RequestOptions, TestOptions } from '../test-provider'
import { publicValues, signedInWorld, type Fields, type RelyingParty } from './relying-party'

export const deviceCodeGrant = 'urn:ietf:params:oauth:grant-type:device_code'

/** What it is answered when it asks for a code. */
export type Asked = {
  readonly device_code: string
  readonly user_code: string
  readonly verification_uri_complete: string
}

/** A device without a secret, and a browser in which its person has signed in. */
export const deviceWorld = (values: Partial<Client> = {}, options: TestOptions = {}) =>
  signedInWorld(
    {
      ...publicValues,
      name: 'Notes TV',
      kind: 'device',
      grantTypes: [deviceCodeGrant, 'refresh_token'],
      redirectUris: [],
      ...values,
    },
    options,
  )

export const askForCode = (
  app: RelyingParty,
  fields: Fields = {},
  sent?: RequestOptions,
): Promise<Answer> => app.post('/oauth/device_authorization', { scope: 'openid', ...fields }, sent)

export const newCode = async (app: RelyingParty, fields: Fields = {}): Promise<Asked> =>
  (await askForCode(app, fields)).body as Asked

/** The device asks whether its person has decided. */
export const poll = (
  app: RelyingParty,
  { device_code }: Pick<Asked, 'device_code'>,
  fields: Fields = {},
): Promise<Answer> => app.token({ grant_type: deviceCodeGrant, device_code, ...fields })

/** The page to which the code leads, QR code or typed. */
export const openCode = (
  browser: Browser,
  { user_code }: Pick<Asked, 'user_code'>,
): Promise<Answer> => browser.open(`/device?user_code=${user_code}`)

/** A person opens the page of the code and decides. */
export async function decide(
  browser: Browser,
  asked: Pick<Asked, 'user_code'>,
  decision: 'allow' | 'deny' = 'allow',
): Promise<Answer> {
  await openCode(browser, asked)
  return browser.submit('/device', { decision })
}

/** Everything at once: what the device gets when its person allows it. */
export async function deviceTokens(app: RelyingParty, browser: Browser, fields: Fields = {}) {
  const asked = await newCode(app, fields)
  await decide(browser, asked)
  const { body } = await poll(app, asked)
  return body as Readonly<Record<'access_token' | 'id_token' | 'refresh_token' | 'scope', string>>
}
