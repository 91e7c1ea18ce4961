import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { flashName } from '@/portal/flash'
import { profilePath, readTypedProfile } from '@/portal/profile'
import { currentLocale, type CurrentVisit, requireVisit } from '@/server/current'
import { ProfilePage } from '@/ui/portal/profile-page'
import { portalTexts } from '@/ui/portal/texts'
import { profileValues } from '@/users/profile'
import { Framed, one, type Query } from '../../framed'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: portalTexts[await currentLocale()].profile.title,
})

export default async function Profile({ searchParams }: { readonly searchParams: Query }) {
  const visit = await requireVisit('/profile')
  const { user, formToken, locale } = visit
  const typed = (await one(searchParams, 'again')) === null ? null : await typedBy(visit)
  return (
    <Framed visit={visit} current="profile" query={searchParams}>
      <ProfilePage
        texts={portalTexts[locale]}
        view={{
          username: user.username,
          email: user.email,
          isEmailVerified: user.emailVerifiedAt !== null,
          values: { ...profileValues(user.profile), ...typed?.values },
          problems: typed?.problems ?? {},
        }}
        formToken={formToken}
      />
    </Framed>
  )
}

/** What was typed before, where the form was refused. */
async function typedBy({ user, provider }: CurrentVisit) {
  const { settings, now } = provider
  const cookie = (await cookies()).get(flashName(settings.issuer, 'form'))?.value
  return readTypedProfile({ settings, userId: user.id, now, path: profilePath }, cookie)
}
