import type { PortalTexts } from '../texts'

/** The form of an app's settings: what each field holds, as it was typed last, and what is wrong with it. */
export type SettingsForm = {
  readonly texts: PortalTexts
  readonly values: Readonly<Record<string, string>>
  /** By field. */
  readonly problems: Readonly<Record<string, string>>
  readonly isPublic: boolean
  /** Administrators decide what reaches beyond the app. */
  readonly isAdministrator: boolean
}

export const isOn = ({ values }: Pick<SettingsForm, 'values'>, name: string): boolean =>
  (values[name] ?? '') !== ''

/** What a choice is when nobody chose; any other field is empty then. */
const usual: Readonly<Record<string, string>> = {
  authentication: 'secret',
  dpop: 'optional',
  pkce: 'required',
  id_token_algorithm: 'RS256',
  access_token_algorithm: 'ES256',
  subject_type: 'public',
}

/** Those of these fields that somebody set. */
export const setFields = (
  { values }: Pick<SettingsForm, 'values'>,
  names: readonly string[],
): readonly string[] => names.filter((name) => (values[name] ?? '') !== (usual[name] ?? ''))
