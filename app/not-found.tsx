import type { Metadata } from 'next'
import { currentLocale } from '@/server/current'
import { Apology } from '@/ui/portal/apology'
import { ButtonLink } from '@/ui/portal/controls'
import { portalTexts } from '@/ui/portal/texts'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: portalTexts[await currentLocale()].notFound.title,
})

export default async function NotFound() {
  const { notFound } = portalTexts[await currentLocale()]
  return (
    <Apology title={notFound.title} text={notFound.why}>
      <ButtonLink href="/" kind="primary">
        {notFound.home}
      </ButtonLink>
    </Apology>
  )
}
