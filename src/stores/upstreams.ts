import type { Upstream } from '@/model/upstream'

export type UpstreamUpdate = Partial<
  Pick<
    Upstream,
    | 'label'
    | 'isDefault'
    | 'isBroker'
    | 'clientId'
    | 'sealedSecret'
    | 'options'
    | 'updatedAt'
    | 'disabledAt'
  >
>

export interface UpstreamStore {
  find(id: string): Promise<Upstream | null>
  /** In the order of their buttons; disabled ones too. */
  list(): Promise<readonly Upstream[]>
  findBroker(): Promise<Upstream | null>
  /** Adds it behind all others. One that is default or broker takes that from whichever was. False: the id is taken. */
  create(upstream: Omit<Upstream, 'position'>): Promise<boolean>
  /** Replaces what is given, as `create` does. False: there is none. */
  update(id: string, values: UpstreamUpdate): Promise<boolean>
  /** Puts the buttons in this order; those that are not named come behind. */
  order(ids: readonly string[]): Promise<void>
  /** Accounts that came by it stay, without it. Its broker's grants go. */
  delete(id: string): Promise<void>
}
