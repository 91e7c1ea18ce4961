import { cookies } from 'next/headers'
import type { RedirectUrisProblem } from '@/clients/registration'
import { readTyped, type TypedApp } from '@/portal/apps/typed'
import { flashName, type FlashContext } from '@/portal/flash'
import type { CurrentVisit } from '@/server/current'
import type { PortalTexts } from '@/ui/portal/texts'
import { RedirectUris } from './redirect-uris'

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
  return typed.isCut ? `${texts.fields.fix} ${texts.fields.tooMuch}` : texts.fields.fix
}

type UrisProps = {
  readonly texts: PortalTexts
  readonly initial: string
  readonly problem: RedirectUrisProblem | undefined
}

export const RedirectUrisOf = (props: UrisProps) => (
  <UrisOf
    {...props}
    name="redirect_uris"
    label={props.texts.fields.redirectUris}
    hint={props.texts.fields.redirectUrisHint}
  />
)

export const PostLogoutRedirectUrisOf = (props: UrisProps) => (
  <UrisOf
    {...props}
    name="post_logout_redirect_uris"
    label={props.texts.oauth.settings.postLogoutRedirectUris}
    hint={props.texts.oauth.settings.postLogoutRedirectUrisHint}
  />
)

function UrisOf(
  props: UrisProps & { readonly name: string; readonly label: string; readonly hint: string },
) {
  const { name, texts, label, hint, initial, problem } = props
  const { redirectUrisProblems, redirectUriReasons, lang } = texts
  return (
    <RedirectUris
      name={name}
      texts={{ label, hint, refused: redirectUrisProblems.refused, lang }}
      reasons={redirectUriReasons}
      initial={initial}
      error={problem && problem.kind !== 'refused' ? redirectUrisProblems[problem.kind] : null}
    />
  )
}
