import type { Metadata } from 'next'
import { type CurrentVisit, currentLocale, requireVisit } from '@/server/current'
import { isOffered } from '@/oauth/upstream-ways'
import { deviceName } from '@/ui/portal/device-name'
import { SecurityPage } from '@/ui/portal/security-page'
import { portalTexts } from '@/ui/portal/texts'
import { Framed, isKey, one, type Query } from '../../framed'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: portalTexts[await currentLocale()].security.title,
})

export default async function Security({ searchParams }: { readonly searchParams: Query }) {
  const visit = await requireVisit('/security')
  const { user, session, provider, formToken, locale } = visit
  const texts = portalTexts[locale]
  const now = provider.now()
  const sessions = await provider.stores.sessions.listOfUser(user.id, now)

  const problem = await one(searchParams, 'problem')
  const field = await one(searchParams, 'field')
  const words = problem !== null && isKey(texts.problems, problem) ? texts.problems[problem] : ''
  return (
    <Framed visit={visit} current="security" query={searchParams}>
      <SecurityPage
        texts={texts}
        username={user.username}
        sessions={sessions.map((each) => ({
          id: each.id,
          device: deviceName(each.userAgent),
          address: each.address,
          isCurrent: each.id === session.id,
          signedInAt: each.createdAt,
          lastSeenAt: each.lastSeenAt,
        }))}
        passwordProblems={{
          ...(field === 'current_password' && { current: words }),
          ...(field === 'new_password' && { new: words }),
        }}
        hasPassword={(await provider.stores.users.findPassword(user.id)) !== null}
        services={await servicesOf(visit)}
        formToken={formToken}
        now={now}
      />
    </Framed>
  )
}

/** The services that a person has connected, and those that they could. */
async function servicesOf({ user, provider: { stores } }: CurrentVisit) {
  const upstreams = await stores.upstreams.list()
  const accounts = await stores.accounts.listOfUser(user.id)
  const isLinked = (id: string) => accounts.some(({ upstreamId }) => upstreamId === id)
  return {
    linked: accounts.map((account) => ({
      ...account,
      upstream: upstreams.find(({ id }) => id === account.upstreamId) ?? null,
    })),
    others: upstreams.filter((one) => isOffered(one) && !isLinked(one.id)),
  }
}
