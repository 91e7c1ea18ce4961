/**
 * One run of the bench: brings up the portal and its peers, measures row after row, and reports.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

import { freePort, nextMessage, startProgram, stop } from './children.mjs'
import { startOidcProvider, visitPeer } from './peer.mjs'
import {
  accessTokenOf,
  refreshTokenOf,
  registerApps,
  registerPeople,
  sessionOf,
  setUp,
  startPortico,
} from './portico.mjs'
import { tables, writeRows } from './report.mjs'
import { introspection, userinfo } from './rows/about-tokens.mjs'
import { apiTokenRefresh } from './rows/api-token-refresh.mjs'
import { clientCredentialsEs256, clientCredentialsRs256 } from './rows/client-credentials.mjs'
import { codePkce } from './rows/code-pkce.mjs'
import { idleMemory } from './rows/idle-memory.mjs'
import { jwks } from './rows/jwks.mjs'
import { passwordSignIn } from './rows/password-sign-in.mjs'
import { refreshRotation } from './rows/refresh-rotation.mjs'
import { restart } from './rows/restart.mjs'

const resultsFolder = new URL('results/', import.meta.url)
const peopleCount = 16

/** Idle memory comes first, while the processes are fresh. */
const rows = {
  idle_memory_mb: idleMemory,
  jwks,
  api_token_refresh: apiTokenRefresh,
  client_credentials_es256: clientCredentialsEs256,
  client_credentials_rs256: clientCredentialsRs256,
  introspection,
  userinfo,
  code_pkce: codePkce,
  refresh_rotation: refreshRotation,
  password_sign_in: passwordSignIn,
  restart_ms: restart,
}

/**
 * @param {string[]} names  of rows; none: all
 * @param {{ rounds: number, seconds: number, connections: number }} options
 * @returns {Promise<boolean>} whether everything could be measured; what does not reach its goal is told, not an error
 */
export async function runBench(names, options) {
  const unknown = names.filter((name) => !(name in rows))
  if (unknown.length > 0) {
    console.error(
      `There is no row ${unknown.join(', ')}: choose from ${Object.keys(rows).join(', ')}.`,
    )
    return false
  }
  mkdirSync(resultsFolder, { recursive: true }) // beside the project: a temporary folder may be in memory
  const dataFolder = mkdtempSync(fileURLToPath(new URL('data-', resultsFolder)))
  process.on('exit', () => rmSync(dataFolder, { recursive: true, force: true }))

  const world = await makeWorld(dataFolder)
  const results = []
  for (const [name, measureRow] of Object.entries(rows)) {
    if (names.length > 0 && !names.includes(name)) continue
    console.log(`${name} …`)
    if (name === 'restart_ms') await world.stopAll()
    else if (name !== 'idle_memory_mb') await world.peopleComeToThePeer()
    results.push(await measureRow(world, options))
  }
  await world.stopAll()
  console.log(tables(results))
  if (names.length === 0) writeRows(resultsFolder, results)
  return true
}

/** Two starts of the portal: the first makes the database and the people in it, the second is what is measured. */
async function makeWorld(dataFolder) {
  const port = await freePort()
  const first = await startPortico(dataFolder, port)
  const administrator = await setUp(first)
  const people = await registerPeople(first, peopleCount)
  await registerApps(dataFolder, port)
  const refreshTokens = []
  const sessions = []
  const accessTokens = []
  for (const username of people) {
    refreshTokens.push(await refreshTokenOf(first, username))
    sessions.push(await sessionOf(first, username))
    accessTokens.push(await accessTokenOf(first, username))
  }
  await stop(first.child)

  const portico = { ...(await startPortico(dataFolder, port)), sessions, accessTokens }
  const oidcProvider = await startOidcProvider(peopleCount)
  const helloProgram = startProgram('peers/hello.mjs')
  const hello = { child: helloProgram, ...(await nextMessage(helloProgram)) }
  const argon2 = startProgram('peers/argon2.mjs')
  await nextMessage(argon2)
  const load = startProgram('load.mjs')
  let peopleCame
  const all = [portico.child, oidcProvider.child, hello.child, argon2, load]
  return {
    ...{ portico, administrator, people, refreshTokens, oidcProvider, hello, argon2, load },
    startPortico: () => startPortico(dataFolder, port),
    startOidcProvider: () => startOidcProvider(peopleCount),
    /** Once, and after the peer was looked at when it was fresh. */
    peopleComeToThePeer: () =>
      (peopleCame ??= visitPeer(oidcProvider, people).then((used) =>
        Object.assign(oidcProvider, used),
      )),
    stopAll: () => Promise.all(all.map(stop)),
  }
}
