import { describe } from 'vitest'

import { candidates } from './driver'
import { fapi2SecurityProfilePlan } from './fapi2-security-profile-plan'

for (const candidate of candidates) {
  describe(`fapi2-security-profile-final-test-plan: ${candidate.name}`, () => {
    fapi2SecurityProfilePlan(candidate)
  })
}
