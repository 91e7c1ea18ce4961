import { expect, it } from 'vitest'
import { added, after, atOnce, newPushedRequest, now } from './fixtures'
import type { World } from './fixtures'

export function pushedRequestsContract({ stores }: World): void {
  const aClient = async () => (await added(stores()).client()).id

  it('gives back a request as it was added, however long, character by character', async () => {
    const { pushedRequests } = stores()
    const clientId = await aClient()
    const parameters = `state=%00 "'\\ é🙂&scope=${'a+'.repeat(500_000)}`
    for (const values of [{}, { parameters, thumbprint: 'the thumbprint' }]) {
      const request = newPushedRequest(clientId, values)
      await pushedRequests.create(request)
      expect(await pushedRequests.find(request.hash)).toEqual(request)
    }
  })

  it.each(['unknown', '', '\0', '\ud800'])('lets nobody through with %j', async (hash) => {
    expect(await stores().pushedRequests.find(hash)).toBeNull()
    expect(await stores().pushedRequests.consume(hash, now)).toBe(false)
  })

  it('adds nothing twice, and nothing for a client that is not there', async () => {
    const { pushedRequests } = stores()
    const request = await added(stores()).pushedRequest(await aClient())
    const again = { ...request, parameters: 'other' }
    await expect(pushedRequests.create(again)).rejects.toThrow()
    expect(await pushedRequests.find(request.hash)).toEqual(request)
    const orphan = newPushedRequest('unknown')
    await expect(pushedRequests.create(orphan)).rejects.toThrow()
    expect(await pushedRequests.find(orphan.hash)).toBeNull()
  })

  it('lets one of 20 who complete a request at once through, and nobody afterwards (RFC 9126 §7.3)', async () => {
    const { pushedRequests } = stores()
    const clientId = await aClient()
    for (let round = 0; round < 5; round += 1) {
      const request = await added(stores()).pushedRequest(clientId)
      const { hash } = request
      const answers = await atOnce(20, (index) => pushedRequests.consume(hash, after(index)))
      expect(answers.filter(Boolean)).toHaveLength(1)
      expect(await pushedRequests.consume(hash, after(30))).toBe(false)
      const consumedAt = after(answers.indexOf(true))
      expect(await pushedRequests.find(hash)).toEqual({ ...request, consumedAt })
    }
  })

  it('forgets the requests of a client that goes', async () => {
    const { pushedRequests, clients } = stores()
    const clientId = await aClient()
    const { hash } = await added(stores()).pushedRequest(clientId)
    await clients.delete(clientId)
    expect(await pushedRequests.find(hash)).toBeNull()
    expect(await pushedRequests.consume(hash, now)).toBe(false)
  })
}
