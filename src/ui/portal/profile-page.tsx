import type { ReactNode } from 'react'
import { harmless } from '@/ui/visible'
import { Button, inputClass, Labelled, notesOf, PortalForm, TextField } from './controls'
import { Badge, Notice, PageHeader, Panel, Section, Sections } from './layout'
import type { PortalTexts } from './texts'

type Field =
  | 'name'
  | 'website'
  | 'birthdate'
  | 'phone_number'
  | 'street_address'
  | 'postal_code'
  | 'locality'
  | 'region'
  | 'country'

export type ProfileView = {
  readonly username: string
  readonly email: string | null
  readonly isEmailVerified: boolean
  readonly values: Readonly<Record<Field, string>>
  /** What is wrong with a field. */
  readonly problems: Readonly<Partial<Record<Field, keyof PortalTexts['profile']['problems']>>>
}

type Props = {
  readonly texts: PortalTexts
  readonly view: ProfileView
  readonly formToken: string
}

export function ProfilePage(props: Props) {
  const { texts, view, formToken } = props
  const { profile: own } = texts
  return (
    <>
      <PageHeader title={own.title} intro={own.intro} />
      {Object.keys(view.problems).length > 0 && <Notice tone="problem">{own.fix}</Notice>}
      <Account {...props} />
      <PortalForm action="/account/profile" token={formToken} className="mt-10">
        <Sections>
          <Part title={own.you} intro={own.youIntro}>
            <ProfileField
              {...props}
              name="name"
              label={own.name}
              hint={own.nameHint}
              autoComplete="name"
            />
            <ProfileField
              {...props}
              name="birthdate"
              label={own.birthdate}
              type={isWholeDate(view.values.birthdate) ? 'date' : 'text'}
              autoComplete="bday"
            />
            <ProfileField
              {...props}
              name="website"
              label={own.website}
              inputMode="url"
              autoComplete="url"
              autoCapitalize="none"
              spellCheck={false}
            />
          </Part>
          <Part title={own.phone} intro={own.phoneIntro}>
            <ProfileField
              {...props}
              name="phone_number"
              label={own.phoneNumber}
              hint={own.phoneHint}
              type="tel"
              autoComplete="tel"
            />
          </Part>
          <Part title={own.address} intro={own.addressIntro}>
            <Street {...props} />
            <div className="grid gap-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
              <ProfileField
                {...props}
                name="postal_code"
                label={own.postalCode}
                autoComplete="postal-code"
              />
              <ProfileField
                {...props}
                name="locality"
                label={own.locality}
                autoComplete="address-level2"
              />
            </div>
            <ProfileField
              {...props}
              name="region"
              label={own.region}
              autoComplete="address-level1"
            />
            <ProfileField
              {...props}
              name="country"
              label={own.country}
              autoComplete="country-name"
            />
          </Part>
          <div>
            <Button kind="primary">{own.save}</Button>
          </div>
        </Sections>
      </PortalForm>
    </>
  )
}

/** A date picker would lose what it cannot show: a day without its year, a year alone. */
const isWholeDate = (text: string): boolean => /^(?!0000)\d{4}-\d{2}-\d{2}$|^$/.test(text)

/** By what the person signs in; it is not changed here. */
function Account({ texts, view }: Props) {
  const { profile: own } = texts
  return (
    <Panel className="grid gap-x-8 gap-y-3 px-4 py-3.5 sm:grid-cols-2 sm:px-5">
      <div className="min-w-0">
        <p className="text-[0.8125rem] text-ink-muted">{own.username}</p>
        <bdi className="font-medium wrap-anywhere">{harmless(view.username)}</bdi>
      </div>
      <div className="min-w-0">
        <p className="text-[0.8125rem] text-ink-muted">{own.email}</p>
        <p className="flex flex-wrap items-center gap-x-2">
          <bdi className="font-medium wrap-anywhere">
            {view.email === null ? own.noEmail : harmless(view.email)}
          </bdi>
          {view.email !== null && (
            <Badge tone={view.isEmailVerified ? 'done' : 'plain'}>
              {view.isEmailVerified ? own.verified : own.unverified}
            </Badge>
          )}
        </p>
      </div>
    </Panel>
  )
}

function Part(props: {
  readonly title: string
  readonly intro: string
  readonly children: ReactNode
}) {
  return (
    <Section title={props.title} intro={props.intro}>
      <Panel className="p-4 sm:p-5">
        <div className="flex max-w-[30rem] flex-col gap-4">{props.children}</div>
      </Panel>
    </Section>
  )
}

type Input = Omit<Parameters<typeof TextField>[0], 'id' | 'name' | 'defaultValue' | 'error'>

function ProfileField({
  texts,
  view,
  name,
  formToken: _,
  ...input
}: Props & Input & { readonly name: Exclude<Field, 'street_address'> }) {
  const problem = view.problems[name]
  return (
    <TextField
      id={name}
      name={name}
      defaultValue={view.values[name]}
      error={problem && texts.profile.problems[problem]}
      {...input}
    />
  )
}

/** It may have several lines. */
function Street({ texts, view }: Props) {
  const { profile: own } = texts
  const [id, problem] = ['street_address', view.problems.street_address] as const
  const error = problem && own.problems[problem]
  return (
    <Labelled id={id} label={own.street} error={error}>
      <textarea
        id={id}
        name={id}
        rows={2}
        defaultValue={view.values[id]}
        autoComplete="street-address"
        aria-invalid={error ? true : undefined}
        aria-describedby={notesOf({ id, error })}
        className={`${inputClass} py-2`}
      />
    </Labelled>
  )
}
