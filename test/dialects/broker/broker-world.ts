import type { Stores } from '@/stores/stores'

import { runRaw, type RawRow } from '../../stores/raw-rows'
import { addedUpstream } from '../../stores/upstream-fixtures'
import type { Answer, Browser } from '../../test-browser'
import { testProvider, type TestOptions, type TestProvider } from '../../test-provider'
import { playedUpstream } from './played-upstream'

export const app = 'https://app.example'

/** On the list: an origin, and one whole URL. */
export const list = [app, 'https://shop.example/in?x=1']

export const loginPath = (follow: string): string =>
  `/api/auth/login?${new URLSearchParams({ follow }).toString()}`

/** The upstream that the broker stands in front of. */
export const addBroker = (stores: Stores) =>
  addedUpstream(stores, { id: 'wp', preset: 'wordpress', label: 'The site', isBroker: true })

/** A portal that brokers for an upstream that is played. */
export async function brokerWorld(options: TestOptions = {}) {
  const upstream = playedUpstream()
  const op = await testProvider({
    upstreams: upstream,
    ...options,
    settings: { followWhitelist: list, ...options.settings },
  })
  await addBroker(op.stores)
  return { op, upstream, ...ways(op) }
}

/** What an app and a person do. */
export function ways(op: TestProvider) {
  const comeBack = async (browser: Browser, place: string): Promise<Answer> => {
    const away = await browser.open(loginPath(place))
    const state = new URL(away.location).searchParams.get('state') ?? ''
    return browser.open(`/api/auth/callback?code=code&state=${state}`)
  }
  return {
    comeBack,
    /** The tokens that an app is sent when somebody has signed in. */
    signIn: async (place = `${app}/home`) => {
      const answer = await comeBack(op.browser(), place)
      if (!answer.location.startsWith(place)) throw new Error(`sent to ${answer.location}`)
      const { searchParams } = new URL(answer.location)
      return {
        accessToken: searchParams.get('accessToken')!,
        refreshToken: searchParams.get('refreshToken')!,
      }
    },
    refresh: (refreshToken: unknown, headers: Readonly<Record<string, string>> = {}) =>
      op.json('/api/auth/tokens', { refreshToken }, { headers }),
  }
}

/** The grants as they stand in the database. */
export const grantRows = (op: TestProvider): Promise<readonly RawRow[]> =>
  runRaw(op.location, 'SELECT * FROM "BrokerGrant"')

/** The page that a refusal leads to. */
export async function explained(op: TestProvider, answer: Answer): Promise<Answer> {
  if (answer.status !== 303) throw new Error(`answered ${answer.status}`)
  if (!answer.location.startsWith('/api/auth/callback?error=')) throw new Error(answer.location)
  return op.get(answer.location)
}
