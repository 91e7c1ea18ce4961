import type { ReactNode } from 'react'
import { Icon } from '../icons'
import type { PortalTexts } from '../texts'
import { setFields, type SettingsForm } from './form'

/** A titled part of the settings that is folded away until somebody wants it, or something in it is wrong. */
export function Fold(props: {
  readonly form: SettingsForm
  readonly id: keyof PortalTexts['registration']['folds']
  /** The fields in it. */
  readonly fields: readonly string[]
  /** It means nothing to an app that does not speak OAuth. */
  readonly isOauth?: boolean
  readonly children: ReactNode
}) {
  const { form, id, fields, isOauth = false, children } = props
  const { name, means } = form.texts.registration.folds[id]
  const hasProblem = fields.some((field) => form.problems[field] !== undefined)
  const set = setFields(form, fields)
  return (
    <details open={hasProblem} className={`group/fold ${hasProblem || !isOauth ? '' : withOauth}`}>
      <summary className="flex flex-wrap items-start gap-x-3 gap-y-1 rounded-xs py-3.5 -outline-offset-2 sm:flex-nowrap">
        <span className="min-w-0 flex-1">
          <span className="font-semibold">{name}</span>
          <span className="block text-ink-muted">{means}</span>
        </span>
        {set.length > 0 && (
          <code className="order-last w-full font-mono text-code wrap-anywhere text-accent sm:order-none sm:mt-0.5 sm:w-auto sm:max-w-[45%] sm:truncate">
            {set.join(', ')}
          </code>
        )}
        <Icon
          name="chevron"
          className="mt-0.5 text-ink-muted transition-transform group-open/fold:rotate-180"
        />
      </summary>
      <div className="flex flex-col gap-5 pt-1 pb-5">{children}</div>
    </details>
  )
}

/** While that switch is on, without script too; sent in any case. */
export const withOauth = 'hidden group-has-[input[name="dialect.oauth"]:checked]/registration:block'
