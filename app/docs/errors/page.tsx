import type { Metadata } from 'next'
import { currentLocale } from '@/server/current'
import { docsTexts } from '@/ui/docs/docs-texts'
import { ErrorsDocsPage } from '@/ui/docs/errors-page'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: docsTexts[await currentLocale()].title,
})

/** Public: a developer reads it who has no session here. */
export default async function Errors() {
  return <ErrorsDocsPage locale={await currentLocale()} />
}
