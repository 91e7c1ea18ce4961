import { expect, it } from 'vitest'

import { definitions } from '@/config/definitions'
import { misspeltSettings } from '@/server/misspelt-settings'

it.each([
  ['PORTICO_SELF_REGISTRATON', 'PORTICO_SELF_REGISTRATION'],
  ['PORTICO_TRUSTED_PROXY', null], // three letters away: said nowhere rather than wrongly
  ['PORTICO_TRUSTED_PROXYS', 'PORTICO_TRUSTED_PROXIES'],
  ['PORTICO_URI', 'PORTICO_URL'],
  ['PORTICO_SECRET_FIEL', 'PORTICO_SECRET_FILE'],
  ['OAUTH_FOLLOW_WHITELISTS', 'OAUTH_FOLLOW_WHITELIST'],
])('%s is said to be %s', (name, meant) => {
  const sentence = `There is no setting ${name}. Did you mean ${meant}?`
  expect(misspeltSettings({ [name]: 'off' })).toEqual(meant === null ? [] : [sentence])
})

it('says nothing of the settings themselves', () => {
  const env = Object.fromEntries(definitions.map(({ name }) => [name, 'x']))
  expect(misspeltSettings({ ...env, PORTICO_SECRET_FILE: 'x', DATABASE_URL_FILE: 'x' })).toEqual([])
})

it("says nothing of names that are somebody else's", () => {
  const names = [
    'PORTICO_CLIENT_SECRET',
    'PORTICO_CLIENT_ID',
    'PORTICO_PORT',
    'DATABASE_URI',
    'PORTS',
  ]
  const kubernetes = ['PORTICO_SERVICE_HOST', 'PORTICO_SERVICE_PORT', 'PORTICO_PORT_3000_TCP']
  expect(
    misspeltSettings(Object.fromEntries([...names, ...kubernetes].map((n) => [n, 'x']))),
  ).toEqual([])
})
