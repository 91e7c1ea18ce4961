/**
 * Whom a row was to belong to is not there any more: the client, the user or the upstream was deleted after it had been
 * read. Thrown by whatever adds such a row and does not say otherwise; nothing was written.
 */
export class OwnerGone extends Error {
  override readonly name = 'OwnerGone'
}
