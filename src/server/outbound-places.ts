import { OutboundProblem } from '@/oauth/provider'

/** How many may be under way, and how many may wait for a place. */
export type Room = {
  readonly everywhere: number
  readonly perHost: number
  readonly waiting: number
}

type Waiting = { readonly host: string; readonly begin: () => void }

/**
 * The places of requests that are under way. Whoever finds none waits in turn; a host whose places are all taken holds up
 * nobody who goes elsewhere.
 */
export class Places {
  readonly #room: Room
  readonly #patience: number
  readonly #taken = new Map<string, number>()
  readonly #waiting = new Set<Waiting>()
  #all = 0

  /** @param patience  how long one waits at most: milliseconds */
  constructor(room: Room, patience: number) {
    this.#room = room
    this.#patience = patience
  }

  /**
   * What the work comes to, which begins when there is a place.
   * @throws {OutboundProblem} `busy` when there was none in time, or too many wait already
   */
  async within<T>(host: string, work: () => Promise<T>): Promise<T> {
    await this.#take(host)
    try {
      return await work()
    } finally {
      this.#leave(host)
    }
  }

  #isFree(host: string): boolean {
    return this.#all < this.#room.everywhere && (this.#taken.get(host) ?? 0) < this.#room.perHost
  }

  #begin(host: string): void {
    this.#all += 1
    this.#taken.set(host, (this.#taken.get(host) ?? 0) + 1)
  }

  async #take(host: string): Promise<void> {
    if (this.#isFree(host)) {
      this.#begin(host)
      return
    }
    if (this.#waiting.size >= this.#room.waiting) throw new OutboundProblem('busy')
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(waiting)
        reject(new OutboundProblem('busy'))
      }, this.#patience)
      const begin = () => {
        clearTimeout(timer)
        this.#waiting.delete(waiting)
        this.#begin(host)
        resolve()
      }
      const waiting: Waiting = { host, begin }
      this.#waiting.add(waiting)
    })
  }

  #leave(host: string): void {
    this.#all -= 1
    const left = (this.#taken.get(host) ?? 0) - 1
    if (left > 0) this.#taken.set(host, left)
    else this.#taken.delete(host)
    for (const waiting of this.#waiting) {
      if (!this.#isFree(waiting.host)) continue
      waiting.begin()
      return // one place is free
    }
  }
}
