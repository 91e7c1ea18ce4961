import { expect, test } from './fixtures'
import { databases, type Database, type Home } from './home'
import { becomeAdministrator, emailOf, password, registerPerson } from './people'
import { freePort, runScript, type Portico } from './portico'
import { visitor } from './visitor'

const contenders = 20

for (const database of databases) {
  test(`of ${contenders} who use one setup link in two processes, one wins (${database})`, async ({
    home,
    start,
  }) => {
    const { first, second } = await twoProcesses(database, home, start)
    const names = Array.from({ length: contenders }, (_, index) => `racer-${index}`)
    const answers = await race([first, second], second.setupLink!, '/setup', (index) => ({
      username: names[index]!,
      email: emailOf(names[index]!),
      password,
    }))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...losers(403)])

    const winner = answers.findIndex(({ status }) => status === 303)
    expect(answers[winner]!.headers.get('location')).toBe('/')
    const signIns = await Promise.all(names.map((name) => signInAt(first.url, name, password)))
    expect(signIns.filter((status) => status === 303)).toHaveLength(1) // one user, the winner
    expect(signIns[winner]).toBe(303)
    expect((await visitor(first.url).request(second.setupLink!)).status).toBe(403)
  })

  test(`of ${contenders} who use one recovery link in two processes, one wins (${database})`, async ({
    home,
    start,
  }) => {
    const { place, first, second } = await twoProcesses(database, home, start)
    await becomeAdministrator(second)
    const username = await registerPerson(first.url)
    const settings = { PORTICO_URL: first.url }
    const { output } = await runScript(place, `node scripts/recover.mjs ${username}`, settings)
    const link = /http\S+/.exec(output)![0]

    const passwords = Array.from({ length: contenders }, (_, index) => `${password}-${index}`)
    const answers = await race([first, second], link, '/recover', (index) => ({
      password: passwords[index]!,
    }))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...losers(410)])

    const winner = answers.findIndex(({ status }) => status === 303)
    expect(await signInAt(first.url, username, passwords[winner]!)).toBe(303)
    expect(await signInAt(second.url, username, passwords[(winner + 1) % contenders]!)).toBe(401)
  })
}

const losers = (status: number): number[] => Array.from({ length: contenders - 1 }, () => status)

/** Two nodes of one portal: one database, one address. The setup link is the one that was printed last. */
async function twoProcesses(
  database: Database,
  home: (database: Database) => Promise<Home>,
  start: (home: Home, options: { port: number; url?: string }) => Promise<Portico>,
): Promise<{ place: Home; first: Portico; second: Portico }> {
  const place = await home(database)
  const first = await start(place, { port: await freePort() })
  const second = await start(place, { port: await freePort(), url: first.url })
  return { place, first, second }
}

/** Everybody opens the page; when all have it, everybody sends it at once, half to each process. */
async function race(
  processes: readonly [Portico, Portico],
  link: string,
  action: string,
  fieldsOf: (index: number) => Readonly<Record<string, string>>,
): Promise<Response[]> {
  const { pathname, search } = new URL(link)
  const prepared = await Promise.all(
    Array.from({ length: contenders }, async (_, index) => {
      const { port } = processes[index % 2]!
      const someone = visitor(`http://localhost:${port}`)
      return { someone, form: await someone.form(pathname + search, action) }
    }),
  )
  return Promise.all(
    prepared.map(({ someone, form }, index) => someone.post(action, form, fieldsOf(index))),
  )
}

async function signInAt(url: string, identifier: string, secret: string): Promise<number> {
  const fields = { identifier, password: secret }
  return (await visitor(url).fillIn('/login', '/sign-in/password', fields)).status
}
