// Apps and people from a file, on the database of a portal that runs.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from './fixtures'
import type { Home } from './home'
import { oauthApp } from './oauth-app'
import { emailOf, password, signIn } from './people'
import { runScript } from './portico'

const file = (redirectUri: string) => `
# Who is here, and what they use.
clients:
  - client_id: letters
    client_name: Letters
    client_secret: the-secret-of-letters-1
    redirect_uris: [${redirectUri}]
    first_party: true
users:
  - username: carol
    email: ${emailOf('carol')}
    email_verified: true
    password: ${password}
    given_name: Carol
`

test('makes the portal be what a file says, while it runs', async ({
  openBrowser,
  home,
  start,
  relyingParty,
}) => {
  test.setTimeout(120_000) // eight processes, one after the other
  const place = await home()
  const { url, output } = await start(place)
  const party = await relyingParty()
  const text = file(party.redirectUri)
  const created = ['created  user   carol', 'created  client letters']
  const unchanged = (clients: number, users: number) =>
    `${clients} client${clients === 1 ? '' : 's'} and ${users} user${users === 1 ? '' : 's'} unchanged. What the file does not name was left alone.`

  const refused = await apply(place, text.replace('redirect_uris', 'redirect_url'))
  expect(refused.code).toBe(1)
  expect(refused.lines[0]).toMatch(/apps\.yaml:7: .*redirect_url.*redirect_uris/)
  expect(refused.lines.at(-1)).toBe('Nothing was written.')
  expect(await apply(place, text, '--dry-run')).toEqual({
    code: 0,
    lines: [...created, unchanged(0, 0), 'Nothing was written: this was a dry run.'],
  })
  expect(await apply(place, text)).toEqual({ code: 0, lines: [...created, unchanged(0, 0)] })
  expect(await apply(place, text)).toEqual({ code: 0, lines: [unchanged(1, 1)] })

  const app = await oauthApp(
    url,
    { id: 'letters', secret: 'the-secret-of-letters-1' },
    party.redirectUri,
  )
  const { link, finish } = app.begin('openid profile email')
  const page = await openBrowser()
  await page.goto(link)
  await signIn(page, 'carol')
  const { accessToken } = await finish(await party.nextArrival()) // first-party: nothing is asked
  expect((await app.userinfo(accessToken)).body).toMatchObject({
    given_name: 'Carol',
    email: emailOf('carol'),
    email_verified: true,
  })

  const off = text.replace('first_party: true', 'first_party: true\n    disabled: true')
  expect((await apply(place, off)).lines[0]).toBe('disabled client letters')
  await page.goto(app.begin('openid').link)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This app is switched off')
  expect(output()).not.toContain('the-secret-of-letters')

  const exported = await runScript(place, 'node scripts/export.mjs', {})
  expect(exported.output).toContain('client_id: letters')
  expect(exported.output).not.toContain('the-secret-of-letters')
  expect((await apply(place, exported.output)).lines).toEqual([unchanged(1, 1)])
})

async function apply(
  place: Home,
  text: string,
  ...more: readonly string[]
): Promise<{ code: number; lines: readonly string[] }> {
  const path = join(place.folder, 'apps.yaml')
  writeFileSync(path, text)
  const { output, code } = await runScript(
    place,
    ['node scripts/apply.mjs', path, ...more].join(' '),
    {},
  )
  return { code, lines: output.trim().split('\n') }
}
