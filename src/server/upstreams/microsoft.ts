// Microsoft's issuer names the tenant, and who lets in people of any tenant learns it from the ID token only.
import { isText } from './trip'

const place = '{tenantid}'

/** Its own people, who belong to no organization. */
const consumers = '9188040d-6c67-4c5b-b112-36a304b66dad'

/** What an operator may write in the place of one tenant. */
const tenantsOf = (issuer: string): string | undefined =>
  /\/(common|organizations|consumers)\/v2\.0$/.exec(issuer)?.[1]

/** Whether a discovery document is the one of the issuer that was asked. */
export function isDocumentOf(asked: string, issuer: unknown): issuer is string {
  if (issuer === asked) return true
  const tenants = tenantsOf(asked)
  if (tenants === undefined || !isText(issuer)) return false
  const own = tenants === 'consumers' ? consumers : place
  return issuer === asked.replace(`/${tenants}/`, `/${own}/`)
}

/**
 * The issuer that an ID token has to name: of the tenant that it says it is from, if people of that tenant may come. Null:
 * they may not.
 */
export function issuerOfTenant(issuer: string, asked: string, tid: unknown): string | null {
  if (!issuer.includes(place)) return issuer
  if (!isText(tid) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(tid)) return null
  if (tenantsOf(asked) === 'organizations' && tid === consumers) return null
  return issuer.replace(place, tid)
}
