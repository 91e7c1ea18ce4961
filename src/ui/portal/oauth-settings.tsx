import type { ReactNode } from 'react'
import type { IdTokenAlgorithm, PkcePolicy } from '@/model/client'
import { Radio } from './controls'
import { Panel, Section } from './layout'
import type { PortalTexts } from './texts'

const policies: readonly PkcePolicy[] = ['required', 'optional', 'plain']
const algorithms: readonly IdTokenAlgorithm[] = ['RS256', 'ES256']

export type OauthSettingsView = {
  readonly isPublic: boolean
  /** As they were chosen last. */
  readonly pkce: PkcePolicy
  readonly idTokenAlgorithm: IdTokenAlgorithm
  /** Whether something in here is wrong, so that it shows whatever is switched on. */
  readonly hasProblem: boolean
}

type Props = {
  readonly texts: PortalTexts['oauth']['settings']
  readonly app: OauthSettingsView
  readonly postLogoutRedirectUris: ReactNode
}

/** What only an app of OAuth has to decide. Shown while that switch is on, without script too; sent in any case. */
export function OauthSettings({ texts, app, postLogoutRedirectUris }: Props) {
  const isShown = app.hasProblem
    ? ''
    : 'hidden group-has-[input[name="dialect.oauth"]:checked]/registration:block'
  return (
    <div className={isShown}>
      <Section title={texts.title}>
        <Panel className="divide-y divide-edge px-4 sm:px-5">
          <div className="py-4 sm:py-5">{postLogoutRedirectUris}</div>
          <Pkce texts={texts} app={app} />
          <fieldset className="py-4">
            <legend className="float-left mb-1 w-full font-semibold">
              {texts.idTokenAlgorithm}
            </legend>
            <div className="clear-both gap-x-8 sm:grid sm:grid-cols-2">
              {algorithms.map((value) => (
                <Radio
                  key={value}
                  name="id_token_algorithm"
                  value={value}
                  title={texts.idTokenAlgorithms[value].name}
                  means={texts.idTokenAlgorithms[value].means}
                  isChosen={value === app.idTokenAlgorithm}
                />
              ))}
            </div>
          </fieldset>
        </Panel>
      </Section>
    </div>
  )
}

function Pkce({ texts, app }: Pick<Props, 'texts' | 'app'>) {
  if (app.isPublic) {
    return (
      <div className="py-4">
        <h3 className="font-semibold">{texts.pkce}</h3>
        <p className="max-w-[42rem] text-pretty text-ink-muted">{texts.pkcePublic}</p>
      </div>
    )
  }
  return (
    <fieldset className="group/pkce py-4">
      <legend className="float-left w-full font-semibold">{texts.pkce}</legend>
      <p className="clear-both mb-1 text-ink-muted">{texts.pkceMeans}</p>
      {policies.map((value) => (
        <Radio
          key={value}
          name="pkce"
          value={value}
          title={texts.pkcePolicies[value].name}
          means={texts.pkcePolicies[value].means}
          isChosen={value === app.pkce}
          {...(value !== 'required' && { noteId: `pkce-${value}-warning` })}
        />
      ))}
      {(['optional', 'plain'] as const).map((value) => (
        <p
          key={value}
          id={`pkce-${value}-warning`}
          className={`mt-2 max-w-[46rem] rounded-l-xs rounded-r-control border-l-[3px] border-caution bg-caution-wash px-3.5 py-2.5 text-pretty text-caution ${shownFor[value]}`}
        >
          {texts.pkceWarnings[value]}
        </p>
      ))}
    </fieldset>
  )
}

/** The warning of what is chosen. */
const shownFor = {
  optional: 'hidden group-has-[input[value="optional"]:checked]/pkce:block',
  plain: 'hidden group-has-[input[value="plain"]:checked]/pkce:block',
} as const
