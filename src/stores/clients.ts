import type { Client, ClientLogo, ClientRegistration, ClientSecret, Dialect } from '@/model/client'

export type ClientWithSecrets = {
  readonly client: Client
  readonly secrets: readonly ClientSecret[]
}

export interface ClientStore {
  find(id: string): Promise<Client | null>
  findWithSecrets(id: string): Promise<ClientWithSecrets | null>
  /** Newest first. `ownerId` null: everybody's, for administrators. */
  list(ownerId: string | null): Promise<readonly Client[]>
  /** One that is enabled, has the dialect switched on, and has registered this very string. Null: none. */
  findByRedirectUri(redirectUri: string, dialect: Dialect): Promise<Client | null>
  /** Adds the client, or leaves one with the same id as it is: `false`. @throws {OwnerGone} */
  create(client: Client, secret: ClientSecret | null): Promise<boolean>
  /** Replaces what the owner decides, the redirect URIs included, in one write. `false`: there is no such client. */
  update(id: string, registration: ClientRegistration): Promise<boolean>
  setDisabled(id: string, disabledAt: Date | null): Promise<void>
  /** Hands it to another user, or to nobody. Nothing happens where there is no such client, or no such user. */
  setOwner(id: string, ownerId: string | null): Promise<void>
  /** With it go its secrets, redirect URIs, logo, consents, grants and their tokens. */
  delete(id: string): Promise<void>
  /** A client keeps at most two secrets: `false` when it has two already, however many callers race. */
  addSecret(secret: ClientSecret): Promise<boolean>
  /** Of that client only; the last one stays: `false`. */
  removeSecret(clientId: string, secretId: string): Promise<boolean>
  /** Sets the hash of the token that manages the registration (RFC 7592); null: nothing does. */
  setRegistrationToken(id: string, tokenHash: string | null): Promise<void>
  /** The client, where this is the hash of its token. */
  findByRegistrationToken(id: string, tokenHash: string): Promise<ClientWithSecrets | null>
  findLogo(clientId: string): Promise<ClientLogo | null>
  /** @throws {OwnerGone} of the client */
  setLogo(clientId: string, logo: ClientLogo | null): Promise<void>
}
