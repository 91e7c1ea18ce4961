import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import { flashName } from '@/portal/flash'
import { readFreshToken, readTypedToken, registrationFlash } from '@/portal/initial-access-tokens'
import { currentLocale, requireVisit } from '@/server/current'
import { RegistrationTokensPage } from '@/ui/portal/registration-tokens-page'
import { portalTexts } from '@/ui/portal/texts'
import { Framed, one, type Query } from '../../framed'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: portalTexts[await currentLocale()].registrationTokens.title,
})

export default async function Registration({ searchParams }: { readonly searchParams: Query }) {
  const visit = await requireVisit('/admin/registration')
  const { user, provider, formToken, locale } = visit
  if (!user.isAdministrator) notFound()

  const { settings, stores } = provider
  const now = provider.now()
  const flash = registrationFlash(user.id, provider)
  const jar = await cookies()
  const isAgain = (await one(searchParams, 'again')) !== null
  const typed = isAgain
    ? readTypedToken(flash, jar.get(flashName(settings.issuer, 'form'))?.value)
    : null
  return (
    <Framed visit={visit} current="registration" query={searchParams}>
      <RegistrationTokensPage
        texts={portalTexts[locale]}
        view={{
          endpoint: `${settings.issuer}/oauth/register`,
          isOpen: settings.dynamicRegistration === 'open',
          tokens: await stores.initialAccessTokens.list(now),
          fresh: readFreshToken(flash, jar.get(flashName(settings.issuer, 'secret'))?.value),
          values: { name: '', days: '7', uses: '1', ...typed?.values },
          problems: typed?.problems ?? {},
        }}
        formToken={formToken}
        now={now}
      />
    </Framed>
  )
}
