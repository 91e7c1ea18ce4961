import { describe, expect, it } from 'vitest'

import { initiateLoginLink } from '@/clients/initiate-login'
import { defaultClientOptions } from '@/model/client'

import { newClient } from '../stores/fixtures'

const issuer = 'https://login.example.com'
const iss = 'iss=https%3A%2F%2Flogin.example.com'

const linkTo = (initiateLoginUri: string | null) =>
  initiateLoginLink(issuer, newClient({ options: { ...defaultClientOptions, initiateLoginUri } }))

describe('the link by which an app begins a sign-in (OpenID Connect Core §4)', () => {
  it('names the issuer, behind the query that the address was registered with', () => {
    expect(linkTo('https://notes.example/begin')).toBe(`https://notes.example/begin?${iss}`)
    expect(linkTo('https://notes.example/begin?a=%20b')).toBe(
      `https://notes.example/begin?a=%20b&${iss}`,
    )
  })

  it('is there for an app that is being developed on this machine', () => {
    expect(linkTo('http://localhost:8080/begin')).toBe(`http://localhost:8080/begin?${iss}`)
    expect(linkTo('http://127.0.0.1/begin')).toBe(`http://127.0.0.1/begin?${iss}`)
  })

  it('is missing where the app has no address, or none that a browser should be sent to', () => {
    for (const uri of [
      null,
      '',
      'http://notes.example/begin',
      'javascript:alert(1)',
      'data:text/html,x',
      '/begin',
      'https://notes.example/begin#x',
      'https://user@notes.example/',
    ]) {
      expect(linkTo(uri)).toBeNull()
    }
  })
})
