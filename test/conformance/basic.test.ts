import { describe } from 'vitest'

import { basicPlan } from './basic-plan'

describe('oidcc-basic-certification-test-plan', () => {
  basicPlan('query')
})
