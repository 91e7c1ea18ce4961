import { deriveKey, seal, unseal } from '@/crypto/seal'

const keyOf = (portalSecret: string) => deriveKey(portalSecret, 'upstream')

/** Closes an upstream's client secret (for Apple the private key), so that the database alone does not give it away. */
export const sealUpstreamSecret = (secret: string, portalSecret: string): string =>
  seal(keyOf(portalSecret), Buffer.from(secret))

/** Opens what {@link sealUpstreamSecret} closed. @throws when it was sealed with another `PORTICO_SECRET` */
export const openUpstreamSecret = (sealed: string, portalSecret: string): string =>
  unseal(keyOf(portalSecret), sealed).toString()
