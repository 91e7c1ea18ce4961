import type { RegisterView } from '@/model/pages'

import { Field } from './parts'
import { fieldProblemText, type HostedProps } from './texts'

/** The three fields of a new person. The cursor is in the first one that is wrong, else in the first empty one. */
export function RegisterFields({ view, texts }: Omit<HostedProps<RegisterView>, 'signature'>) {
  const names = ['username', 'email', 'password'] as const
  const isEmpty = (name: (typeof names)[number]) => name === 'password' || view[name] === ''
  const first = names.find((name) => view.problems[name]) ?? names.find(isEmpty)
  const errorOf = (name: (typeof names)[number]) => {
    const problem = view.problems[name]
    return problem ? fieldProblemText(texts, name, problem) : null
  }
  return (
    <>
      <Field
        name="username"
        label={texts.fields.username}
        type="text"
        autoComplete="username"
        defaultValue={view.username}
        autoFocus={first === 'username'}
        error={errorOf('username')}
      />
      <Field
        name="email"
        label={texts.fields.email}
        type="email"
        inputMode="email"
        autoComplete="email"
        defaultValue={view.email}
        autoFocus={first === 'email'}
        error={errorOf('email')}
      />
      <Field
        name="password"
        label={texts.fields.password}
        type="password"
        autoComplete="new-password"
        autoFocus={first === 'password'}
        error={errorOf('password')}
        hint={texts.passwordHint}
      />
    </>
  )
}
