// next-auth, on our own sessions: `auth()` and `/api/auth/session` read the row that a sign-in here made, by our rules.
// Only this room knows it. Who comes by an upstream comes in by `upstreams`; it never makes a session longer than we did.
import { PrismaAdapter } from '@auth/prisma-adapter'
import NextAuth, { type NextAuthConfig } from 'next-auth'
import type { Adapter } from 'next-auth/adapters'

import { sha256 } from '@/crypto/digest'
import { deriveKey } from '@/crypto/seal'
import { cookieNames } from '@/sessions/cookies'
import { findSession } from '@/sessions/sessions'

import { portal, type Portal } from './provider'

/** What is given out of a session, field by field: rows hold more than anybody should see. */
export type PublicSession = {
  readonly user: { readonly id: string; readonly name: string; readonly email: string }
  readonly expires: string
}

export const { auth, handlers } = NextAuth(async () => configuration(await portal()))

function configuration(here: Portal): NextAuthConfig {
  const { settings } = here.provider
  const isSecure = settings.issuer.startsWith('https:')
  return {
    adapter: adapterOf(here),
    providers: [],
    secret: Buffer.from(deriveKey(settings.secret, 'next-auth')).toString('base64url'),
    trustHost: true, // no URL is built from Host: see `redirect`
    basePath: '/api/auth',
    session: { strategy: 'database', maxAge: settings.lifetimes.sessionAbsolute },
    cookies: {
      sessionToken: {
        name: cookieNames(settings.issuer).session,
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure },
      },
    },
    pages: { signIn: '/login', signOut: '/sign-out', error: '/login' },
    callbacks: {
      redirect: () => settings.issuer,
      session: ({ session, user }) => ({
        user: { id: user.id, name: user.name ?? '', email: user.email },
        expires: new Date(session.expires).toISOString(),
      }),
    },
  }
}

/** The Prisma adapter for users and accounts; sessions are ours. */
function adapterOf({ provider, authDatabase }: Portal): Adapter {
  const { stores, settings, now } = provider
  return {
    ...PrismaAdapter(authDatabase),
    async getSessionAndUser(sessionToken) {
      const found = await findSession(stores.sessions, sessionToken, now(), settings.lifetimes)
      if (!found) return null
      const { session, user } = found
      return {
        session: { sessionToken, userId: user.id, expires: session.expiresAt },
        user: { id: user.id, name: user.username, email: user.email ?? '', emailVerified: null },
      }
    },
    updateSession: () => Promise.resolve(null), // a session's life is decided in `sessions`, nowhere else
    async deleteSession(sessionToken) {
      const found = await stores.sessions.findByTokenHash(sha256(sessionToken))
      if (found) await stores.sessions.end(found.user.id, found.session.id, now())
    },
  }
}
