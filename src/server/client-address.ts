import { BlockList, isIP } from 'node:net'

import { addSubnet } from '@/config/env'

/**
 * Finds the person's address: the peer's, or what a trusted proxy says of it. `X-Forwarded-For` is read from the right,
 * past every trusted proxy; the first address that is none is the person's, whatever stands left of it.
 */
export function clientAddress(
  trustedProxies: readonly string[],
): (peer: string | undefined, forwardedFor: string | string[] | undefined) => string {
  const trusted = new BlockList()
  for (const entry of trustedProxies) addSubnet(trusted, entry)
  const isTrusted = (address: string): boolean =>
    trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

  return (peer, forwardedFor) => {
    let address = plain(peer ?? 'unknown')
    if (trustedProxies.length === 0 || forwardedFor === undefined) return address
    const hops = [forwardedFor]
      .flat()
      .join(',')
      .split(',')
      .map((hop) => plain(hop.trim()))
    while (isIP(address) !== 0 && isTrusted(address)) {
      const hop = hops.pop()
      if (hop === undefined || isIP(hop) === 0) break
      address = hop
    }
    return address
  }
}

/** `::ffff:192.0.2.1` is the IPv4 address that it holds. */
const plain = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')
