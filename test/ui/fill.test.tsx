import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'

import { Fill, fill, placeholders } from '@/ui/fill'

describe('fill', () => {
  it('puts values where they are named', () => {
    expect(fill('{app} asks {user}', { app: 'Notes', user: 'alice' })).toBe('Notes asks alice')
  })

  it('reads nothing in a value: no placeholder, no pattern of replacement', () => {
    expect(fill('{app}.', { app: '{app} $& $1' })).toBe('{app} $& $1.')
  })

  it('leaves a placeholder without a value, even one named like a property of every object', () => {
    expect(fill('{missing} {constructor}', {})).toBe('{missing} {constructor}')
  })
})

describe('Fill', () => {
  it('draws values as text, never as markup', () => {
    const drawn = renderToStaticMarkup(
      <Fill text="To {app}!" values={{ app: <b>{'<i>Notes</i>'}</b> }} />,
    )
    expect(drawn).toBe('To <b>&lt;i&gt;Notes&lt;/i&gt;</b>!')
  })
})

it('names the placeholders of a text', () => {
  expect(placeholders('{b} and {a} and {b}')).toEqual(['b', 'a', 'b'])
})
