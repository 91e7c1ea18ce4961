import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'

import type { LogoutDelivery } from '@/model/logout-delivery'
import { LogoutDeliveries, problemText } from '@/ui/portal/logout-deliveries'
import { portalTexts } from '@/ui/portal/texts'

import { after, now } from '../stores/fixtures'

const uri = 'https://notes.example/backchannel'

const delivery = (values: Partial<LogoutDelivery>): LogoutDelivery => ({
  id: 'delivery',
  clientId: 'notes',
  userId: 'alice',
  sessionId: 'dG9rZW4tb2YtYS1zZXNzaW9u',
  createdAt: after(-120),
  attempts: 1,
  nextAttemptAt: null,
  deliveredAt: null,
  problem: null,
  ...values,
})

const shown = (deliveries: readonly LogoutDelivery[], at: string | null = uri) =>
  renderToStaticMarkup(
    <LogoutDeliveries
      texts={portalTexts.en}
      appId="notes"
      uri={at}
      deliveries={deliveries}
      now={now}
    />,
  )
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

describe('the sign-out notices of an app', () => {
  it('say when, of which session, how it stands, and after how many attempts', () => {
    const text = shown([
      delivery({ deliveredAt: after(-119) }),
      delivery({ id: '2', attempts: 2, nextAttemptAt: after(300), problem: 'answered 503' }),
      delivery({ id: '3', attempts: 9, problem: 'timed out' }),
      delivery({ id: '4', attempts: 0, nextAttemptAt: now }),
    ])
    expect(text).toContain('Delivered Signed out 2 minutes ago Session dG9rZW4t 1 attempt Taken')
    expect(text).toContain('Waiting Signed out 2 minutes ago Session dG9rZW4t 2 attempts')
    expect(text).toContain('Answered 503, where 200 or 204 is wanted. Next attempt in 5 minutes')
    expect(text).toContain('Given up Signed out 2 minutes ago Session dG9rZW4t 9 attempts')
    expect(text).toContain('No whole answer within 5 seconds.')
    expect(text).toContain('0 attempts It is being sent.')
    expect(text).toContain(`posted to ${uri} , and again`)
  })

  it('say what they are, and where to ask for them, when there are none', () => {
    expect(shown([], null)).toContain('This app is not told of sign-outs')
    expect(shown([], null)).toContain('Set the URI')
    expect(shown([])).toContain('No sign-outs yet')
  })

  it('stay when the URI is taken away', () => {
    expect(shown([delivery({ problem: 'no URI' })], null)).toContain('The URI was taken away')
  })

  it.each([
    ['answered 400', 'Answered 400: the app refuses the logout token. Its log says why.'],
    ['answered 302', 'Answered 302: redirects are not followed.'],
    ['answered 500', 'Answered 500, where 200 or 204 is wanted.'],
    ['unresolvable', 'The host name is not known.'],
    ['of a later version', 'of a later version'],
  ])('put %s into words', (problem, words) => {
    expect(problemText(portalTexts.en, problem)).toBe(words)
  })
})
