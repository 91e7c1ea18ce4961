import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { oauthErrorCodes, oauthErrorStatuses } from '@/model/oauth-errors'
import { currentLocale } from '@/server/current'
import { provider } from '@/server/provider'
import { ErrorDocsPage } from '@/ui/docs/error-page'

type Props = { readonly params: Promise<{ readonly code: string }> }

const codeOf = async ({ params }: Props) => {
  const { code } = await params
  return oauthErrorCodes.find((known) => known === code) ?? notFound()
}

export const generateMetadata = async (props: Props): Promise<Metadata> => ({
  title: await codeOf(props),
})

/** Public: `error_uri` of every OAuth error leads here. */
export default async function ErrorDocs(props: Props) {
  const code = await codeOf(props)
  const { settings } = await provider()
  return (
    <ErrorDocsPage
      code={code}
      status={oauthErrorStatuses[code]}
      issuer={settings.issuer}
      locale={await currentLocale()}
    />
  )
}
