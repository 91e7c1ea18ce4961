/** The address as HTML's own `type=email` understands it, at most 254 characters (RFC 5321 §4.5.3.1). */
const pattern =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/

/** Reads an e-mail address into the form in which it is compared: lower case. Null: it is none. */
export function readEmail(text: string): string | null {
  const email = text.trim().toLowerCase()
  return email.length <= 254 && pattern.test(email) ? email : null
}
