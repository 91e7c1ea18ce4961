import { describe } from 'vitest'

import { basicPlan } from './basic-plan'
import { candidates } from './driver'

for (const candidate of candidates) {
  describe(`oidcc-formpost-basic-certification-test-plan: ${candidate.name}`, () => {
    basicPlan('form_post', candidate)
  })
}
