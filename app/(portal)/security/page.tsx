import type { Metadata } from 'next'
import { currentLocale, requireVisit } from '@/server/current'
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
          signedInAt: each.authTime,
          lastSeenAt: each.lastSeenAt,
        }))}
        passwordProblems={{
          ...(field === 'current_password' && { current: words }),
          ...(field === 'new_password' && { new: words }),
        }}
        formToken={formToken}
        now={now}
      />
    </Framed>
  )
}
