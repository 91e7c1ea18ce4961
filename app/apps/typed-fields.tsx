import { cookies } from 'next/headers'
import type { UrisProblem } from '@/clients/fields'
import { readTyped, type TypedApp } from '@/portal/apps/typed'
import { flashName, type FlashContext } from '@/portal/flash'
import type { CurrentVisit } from '@/server/current'
import { counted, type PortalTexts } from '@/ui/portal/texts'
import type { UriLinesTexts } from '@/ui/portal/uri-lines-field'
import { RedirectUris, Resources } from './uri-lines'

/** For whom a flash on this page would be. */
export const flashContextOf = ({ user, provider }: CurrentVisit): FlashContext => ({
  settings: provider.settings,
  userId: user.id,
  now: provider.now,
})

/** The value of the flash that the browser sent, still sealed. */
export async function flashOf(
  visit: CurrentVisit,
  name: 'form' | 'secret',
): Promise<string | null> {
  const { issuer } = visit.provider.settings
  return (await cookies()).get(flashName(issuer, name))?.value ?? null
}

/** What was typed into this form when it was refused, or null. */
export const typedInto = async (visit: CurrentVisit, form: string): Promise<TypedApp | null> =>
  readTyped(flashContextOf(visit), await flashOf(visit, 'form'), form)

/** What to say above a form that came back. */
export const typedNotice = (texts: PortalTexts, typed: TypedApp | null): string | null => {
  if (!typed) return null
  const { jwks } = typed.problems
  const isSecret = jwks === 'private-key' || jwks === 'symmetric-key' // which says itself that it was left out
  const tooLong = typed.cut.filter((name) => !(isSecret && name === 'jwks'))
  return tooLong.length > 0 ? `${texts.fields.fix} ${texts.fields.tooMuch}` : texts.fields.fix
}

type UrisProps = {
  readonly texts: PortalTexts
  readonly initial: string
  /** What is wrong with the field as a whole. */
  readonly error: string | null
}

export const RedirectUrisOf = ({
  texts,
  isRails,
  ...props
}: UrisProps & { readonly isRails: boolean }) => (
  <RedirectUris
    {...props}
    name="redirect_uris"
    texts={linesTexts(texts, texts.fields.redirectUris, texts.fields.redirectUrisHint)}
    reasons={texts.redirectUriReasons}
    outOfBand={{ isAllowed: isRails, refusal: texts.registration.outOfBand }}
  />
)

export function PostLogoutRedirectUrisOf({ texts, ...props }: UrisProps) {
  const { postLogoutRedirectUris, postLogoutRedirectUrisHint } = texts.oauth.settings
  return (
    <RedirectUris
      {...props}
      name="post_logout_redirect_uris"
      texts={linesTexts(texts, postLogoutRedirectUris, postLogoutRedirectUrisHint)}
      reasons={texts.redirectUriReasons}
      outOfBand={null}
    />
  )
}

export const ResourcesOf = ({
  texts,
  name,
  ...props
}: UrisProps & { readonly name: 'resources' | 'audiences'; readonly isDisabled: boolean }) => (
  <Resources
    {...props}
    name={name}
    texts={linesTexts(texts, texts.registration[name], texts.registration[`${name}Hint`])}
    reasons={texts.registration.uriProblems}
  />
)

const linesTexts = (
  { redirectUrisProblems, lang }: PortalTexts,
  label: string,
  hint: string,
): UriLinesTexts => ({ label, hint, refused: redirectUrisProblems.refused, lang })

/** The words for what is wrong with lines as a whole; each refused line says its reason itself. */
export const linesProblem = (
  texts: PortalTexts,
  problem: UrisProblem<unknown> | undefined,
): string | null => {
  const { redirectUrisProblems } = texts
  if (problem === undefined) return null
  if (problem.kind !== 'refused') return redirectUrisProblems[problem.kind]
  return counted(texts, redirectUrisProblems.refused, problem.uris.length)
}
