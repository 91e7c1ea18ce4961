import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { mayRegisterClients } from '@/clients/access'
import { kindDefaults } from '@/clients/kinds'
import { isClientKind } from '@/clients/registration'
import { currentLocale, requireVisit } from '@/server/current'
import { ChooseKindPage, NewAppPage } from '@/ui/portal/new-app-page'
import { portalTexts } from '@/ui/portal/texts'
import { Framed, one, type Query } from '../../framed'
import {
  linesProblem,
  PostLogoutRedirectUrisOf,
  RedirectUrisOf,
  typedInto,
  typedNotice,
} from '../typed-fields'

export const generateMetadata = async (): Promise<Metadata> => ({
  title: portalTexts[await currentLocale()].newApp.title,
})

export default async function NewApp({ searchParams }: { readonly searchParams: Query }) {
  const visit = await requireVisit('/apps/new')
  if (!mayRegisterClients(visit.user)) notFound()

  const texts = portalTexts[visit.locale]
  const kind = (await one(searchParams, 'kind')) ?? ''
  if (!isClientKind(kind)) {
    return (
      <Framed visit={visit} current="apps" query={searchParams}>
        <ChooseKindPage texts={texts} />
      </Framed>
    )
  }

  const isAgain = (await one(searchParams, 'again')) !== null
  const typed = isAgain ? await typedInto(visit, `create:${kind}`) : null
  const { redirects, ...switches } = kindDefaults[kind]
  const nameProblem = typed?.problems.name
  return (
    <Framed visit={visit} current="apps" query={searchParams}>
      <NewAppPage
        texts={texts}
        kind={kind}
        formToken={visit.formToken}
        name={typed?.values['name'] ?? ''}
        nameProblem={nameProblem ? texts.nameProblems[nameProblem] : null}
        redirectUris={
          redirects && (
            <RedirectUrisOf
              texts={texts}
              initial={typed?.values['redirect_uris'] ?? ''}
              error={linesProblem(texts, typed?.problems.redirectUris)}
              isRails={false}
            />
          )
        }
        more={
          redirects && switches.dialects.includes('oauth')
            ? {
                isOpen: typed?.problems.postLogoutRedirectUris !== undefined,
                fields: (
                  <PostLogoutRedirectUrisOf
                    texts={texts}
                    initial={typed?.values['post_logout_redirect_uris'] ?? ''}
                    error={linesProblem(texts, typed?.problems.postLogoutRedirectUris)}
                  />
                ),
              }
            : null
        }
        notice={typedNotice(texts, typed)}
      />
    </Framed>
  )
}
