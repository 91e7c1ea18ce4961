import { signInRequest } from '../portico.mjs'
import { compareThroughput, measure } from '../rounds.mjs'

/**
 * `POST /sign-in/password`, whole: form, limits, hash, session, redirect. The peer is the hash alone on all cores. One
 * connection for each person, as somebody signs in once at a time.
 */
export async function passwordSignIn({ portico, people, argon2, load }, options) {
  const posts = await Promise.all(people.map((username) => signInRequest(portico, username)))
  const job = {
    port: portico.port,
    requests: posts.map(({ request }) => request),
    check: 'signed-in',
    expected: posts.map(({ location }) => location.toLowerCase()),
    atMost: 20_000,
  }
  return compareThroughput(
    { name: 'password_sign_in', peerName: 'argon2id alone on all cores', goal: 0.85 },
    options,
    (seconds) => measure(load, { ...job, seconds }, portico.child),
    (seconds) => measure(argon2, { seconds }, argon2),
  )
}
