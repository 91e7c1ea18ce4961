import type { SignInValues } from './values'

/** What an authorization request may be made of here; the first of each is what it begins with. */
export const choices = {
  scope: ['openid profile email offline_access', 'openid profile email', 'openid', 'profile email'],
  prompt: ['consent', '', 'login', 'none'],
  response_mode: ['', 'query', 'fragment', 'form_post'],
  max_age: ['', '0', '60', '3600'],
  acr_values: ['', 'pwd'],
  claims: [
    '',
    '{"id_token":{"email":null,"auth_time":{"essential":true}}}',
    '{"userinfo":{"name":{"essential":true}}}',
  ],
  ui_locales: ['', 'en', 'fr'],
} as const
export type ChoiceName = keyof typeof choices | 'resource'

export const choiceNames: readonly ChoiceName[] = [
  'scope',
  'prompt',
  'response_mode',
  'max_age',
  'acr_values',
  'claims',
  'resource',
  'ui_locales',
]
/** Those that every app decides; the others are folded away. */
export const firstChoices: readonly ChoiceName[] = ['scope', 'prompt']

export type Chosen = Readonly<Record<ChoiceName, string>>

export const usualChoices: Chosen = {
  scope: choices.scope[0],
  prompt: choices.prompt[0],
  response_mode: '',
  max_age: '',
  acr_values: '',
  claims: '',
  resource: '',
  ui_locales: '',
}

/** The values of one choice; the resource is the playground's own. */
export const valuesOf = (name: ChoiceName, resource: string): readonly string[] =>
  name === 'resource' ? ['', resource] : choices[name]

export type Parameter = readonly [name: ParameterName, value: string]
export type ParameterName =
  | 'response_type'
  | 'client_id'
  | 'redirect_uri'
  | 'state'
  | 'nonce'
  | 'code_challenge'
  | 'code_challenge_method'
  | 'dpop_jkt'
  | ChoiceName

/** The parameters of the request, in the order in which they are explained; what is left out is empty. */
export const parametersOf = (
  { clientId, redirectUri }: { readonly clientId: string; readonly redirectUri: string },
  { state, nonce, challenge }: SignInValues,
  chosen: Chosen,
  thumbprint: string | null,
): readonly Parameter[] => [
  ['response_type', 'code'],
  ['client_id', clientId],
  ['redirect_uri', chosen.response_mode === 'form_post' ? `${redirectUri}/form-post` : redirectUri],
  ['scope', chosen.scope],
  ['prompt', chosen.prompt],
  ['state', state],
  ['nonce', nonce],
  ['code_challenge', challenge],
  ['code_challenge_method', 'S256'],
  ['response_mode', chosen.response_mode],
  ['max_age', chosen.max_age],
  ['acr_values', chosen.acr_values],
  ['claims', chosen.claims],
  ['resource', chosen.resource],
  ['ui_locales', chosen.ui_locales],
  ['dpop_jkt', thumbprint ?? ''],
]

export const given = (parameters: readonly Parameter[]): readonly Parameter[] =>
  parameters.filter(([, value]) => value !== '')
