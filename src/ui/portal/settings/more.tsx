import type { ReactNode } from 'react'
import { Panel, Section } from '../layout'
import { Compatibility, Exchange, Pages, SignOut } from './beyond'
import { Keys, Requests } from './keys-and-requests'
import type { SettingsForm } from './form'
import { Tokens, type UsualLifetimes } from './tokens'

/** Fields that check what is typed into them, drawn by whoever knows the rules. */
export type CheckedFields = {
  readonly redirectUris: ReactNode
  readonly postLogoutRedirectUris: ReactNode
  readonly resources: ReactNode
  readonly audiences: ReactNode
}

/** What fewer apps decide, in parts that are folded away. */
export function MoreSettings(props: {
  readonly form: SettingsForm
  readonly usual: UsualLifetimes
  readonly fields: CheckedFields
}) {
  const { form, usual, fields } = props
  const { registration: own } = form.texts
  return (
    <Section title={own.more} intro={own.moreIntro}>
      <Panel className="divide-y divide-edge px-4 sm:px-5">
        <Tokens
          form={form}
          usual={usual}
          resources={fields.resources}
          audiences={fields.audiences}
        />
        <SignOut form={form} postLogoutRedirectUris={fields.postLogoutRedirectUris} />
        <Keys form={form} />
        <Requests form={form} />
        <Exchange form={form} />
        <Compatibility form={form} />
        <Pages form={form} />
      </Panel>
    </Section>
  )
}
