import { expect, it } from 'vitest'

import { brokerEn } from '@/ui/messages/broker.en'
import { brokerFr } from '@/ui/messages/broker.fr'
import { portalEn } from '@/ui/messages/portal.en'
import { portalFr } from '@/ui/messages/portal.fr'

it.each([
  ['English', brokerEn, portalEn],
  ['French', brokerFr, portalFr],
])(
  'the page of the broker names the dashboard’s places as the dashboard does: %s',
  (_, broker, portal) => {
    expect(broker.upstreams).toContain(portal.nav.upstreams)
    const { developer } = broker.problems.broker_not_set
    expect(developer).toContain(portal.nav.upstreams)
    expect(developer).toContain(portal.upstreams.isBroker.name)
  },
)
