import type { RegistrationProblems } from '@/clients/registration'
import type { PortalTexts } from '@/ui/portal/texts'
import { linesProblem } from '../../typed-fields'

/** What is wrong with a registration, in words, by the name of the form's field. */
export function problemTexts(
  texts: PortalTexts,
  problems: RegistrationProblems,
): Readonly<Record<string, string>> {
  const { nameProblems, settings, registration } = texts
  const { lifetimeProblems } = settings
  const { uriProblems } = registration
  const byField = {
    name: said(problems.name, (it) => nameProblems[it]),
    redirect_uris: linesProblem(texts, problems.redirectUris),
    post_logout_redirect_uris: linesProblem(texts, problems.postLogoutRedirectUris),
    access_token_lifetime: said(problems.accessTokenLifetime, (it) => lifetimeProblems[it]),
    refresh_token_lifetime: said(problems.refreshTokenLifetime, (it) => lifetimeProblems[it]),
    refresh_token_max_lifetime: said(
      problems.refreshTokenMaxLifetime,
      (it) => lifetimeProblems[it],
    ),
    default_max_age: said(problems.defaultMaxAge, (it) => lifetimeProblems[it]),
    jwks: said(problems.jwks, (it) => registration.jwksProblems[it]),
    jwks_uri: said(problems.jwksUri, (it) =>
      it === 'two-sources' ? registration.twoSources : uriProblems[it],
    ),
    sector_identifier: said(problems.sectorIdentifier, (it) => registration.sectorProblems[it]),
    resources: linesProblem(texts, problems.resources),
    audiences: linesProblem(texts, problems.audiences),
    'exchange.subject_clients': said(
      problems.exchange,
      (it) => registration.subjectClientsProblems[it],
    ),
    initiate_login_uri: said(problems.initiateLoginUri, (it) => uriProblems[it]),
    backchannel_logout_uri: said(problems.backchannelLogoutUri, (it) => uriProblems[it]),
    client_uri: said(problems.clientUri, (it) => uriProblems[it]),
    policy_uri: said(problems.policyUri, (it) => uriProblems[it]),
    tos_uri: said(problems.tosUri, (it) => uriProblems[it]),
  } satisfies Record<string, string | null>
  return Object.fromEntries(
    Object.entries(byField).flatMap(([field, text]) => (text === null ? [] : [[field, text]])),
  )
}

const said = <Problem>(
  problem: Problem | undefined,
  text: (problem: Problem) => string,
): string | null => (problem === undefined ? null : text(problem))
