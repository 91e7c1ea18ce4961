import { describe, expect, it } from 'vitest'

import { accountIssuer } from '@/federation/account-issuer'
import { admit } from '@/federation/admit'
import { defaultUpstreamOptions, type Upstream } from '@/model/upstream'

import { testProvider } from '../test-provider'
import { testEngine } from './engine'
import { signInAt } from './stand-ins'
import { wordpressStandIn, type WordpressStandIn } from './wordpress-stand-in'

const site = 'https://example.com'

const issuerOf = (
  preset: Upstream['preset'],
  tokenEndpoint: string,
  options: Partial<Upstream['options']> = {},
) => accountIssuer({ preset, options: { ...defaultUpstreamOptions, ...options } }, tokenEndpoint)

describe('who vouches for a subject without OpenID Connect', () => {
  it('is the origin of the token endpoint', () => {
    expect(issuerOf('oauth', `${site}/v2/token?x=1`)).toBe(site)
    expect(issuerOf('github', 'https://github.com/login/oauth/access_token')).toBe(
      'https://github.com',
    )
  })

  it('is a WordPress site with its path, however it is written', () => {
    const token = '/oauth/token'
    for (const base of [site, `${site}/`, 'https://EXAMPLE.com:443//']) {
      expect(issuerOf('wordpress', `${site}${token}`, { site: base })).toBe(site)
    }
    for (const base of [`${site}/blog`, `${site}/blog/`, `${site}/shop/../blog`]) {
      expect(issuerOf('wordpress', `${site}/blog${token}`, { site: base })).toBe(`${site}/blog`)
    }
    expect(issuerOf('wordpress', `${site}/blogs${token}`, { site: `${site}/blog` })).toBe(site)
    const elsewhere = 'https://other.example/token'
    expect(issuerOf('wordpress', elsewhere, { site })).toBe('https://other.example')
  })

  it('is another for subjects of another claim', () => {
    const claims = { subject: 'user#name' }
    expect(issuerOf('oauth', `${site}/token`, { claims })).toBe(`${site}#user#name`)
  })
})

/** Whom somebody is who comes back from there. */
async function arrival(blog: WordpressStandIn, upstream: Upstream) {
  const signIn = async (location: string) => (await signInAt(location)).search.slice(1)
  return (await testEngine().trip(upstream, signIn)).person
}

describe('an edit of an upstream', () => {
  it('to another claim as the subject makes nobody out of somebody else', async () => {
    const op = await testProvider()
    const blog = await wordpressStandIn()
    const options = { newUsers: 'create' } as const
    await op.stores.upstreams.create(blog.upstream({ options }))
    const ada = await admit(
      await arrival(blog, blog.upstream({ options })),
      blog.upstream({ options }),
      null,
      op.provider,
    )
    if (ada.kind !== 'created') throw new Error(ada.kind)

    Object.assign(blog.person, { ID: 666, user_login: '7', user_email: 'mallory@example.com' })
    const edited = blog.upstream({ options: { ...options, claims: { subject: 'user_login' } } })
    const mallory = await admit(await arrival(blog, edited), edited, null, op.provider)
    if (mallory.kind !== 'created') throw new Error(mallory.kind)
    expect(mallory.user.id).not.toBe(ada.user.id)
  })

  it('to another site below the same origin does not, either', async () => {
    const op = await testProvider()
    const blog = await wordpressStandIn()
    for (const path of ['authorize', 'token', 'me']) {
      blog.played[`/shop/oauth/${path}`] = blog.played[`/oauth/${path}`]!
    }
    const ids = new Set<string>()
    for (const base of [blog.url, `${blog.url}/shop`]) {
      const upstream = blog.upstream({ options: { site: base, newUsers: 'create' } })
      await op.stores.upstreams.create(upstream)
      const person = await arrival(blog, upstream)
      expect(person).toMatchObject({ issuer: base, subject: '7' })
      const admission = await admit(person, upstream, null, op.provider)
      if (admission.kind !== 'created') throw new Error(admission.kind)
      ids.add(admission.user.id)
    }
    expect(ids.size).toBe(2)
  })
})
