'use client'

import { useState } from 'react'
import { Button } from '../../controls'
import { PageHeader } from '../../layout'
import { FlowTabs } from '../flow-tabs'
import { Step, type PlaygroundTexts } from '../parts'
import { RequestStep } from '../request-step'
import { type Exchange, send } from '../wire'
import { type DeviceCodes, deviceCodesOf } from './device-codes'
import { PollSteps } from './poll-steps'
import { Screen } from './screen'

export type DeviceFlowProps = {
  readonly texts: PlaygroundTexts
  readonly issuer: string
  readonly clientId: string
  readonly now: Date
}

/** The device flow as a television or a command line sees it — RFC 8628. All of it is in the memory of this page. */
export function DeviceFlow(props: DeviceFlowProps) {
  const { texts, clientId } = props
  const { playground, codeFlow, flows } = texts
  const { device } = flows
  const [asked, setAsked] = useState<Exchange | null>(null)
  const [codes, setCodes] = useState<DeviceCodes | null>(null)

  const ask = async () => {
    const form = [
      ['client_id', clientId],
      ['scope', 'openid profile email offline_access'],
    ] as const
    const answered = await send({ path: '/oauth/device_authorization', form })
    setAsked(answered.exchange)
    setCodes(deviceCodesOf(answered.body))
  }
  const reset = () => {
    setAsked(null)
    setCodes(null)
  }
  const waiting = [
    [2, device.showTitle, device.showWaiting],
    [3, device.pollTitle, device.pollWaiting],
    [4, codeFlow.idTokenTitle, codeFlow.idTokenWaiting],
    [5, codeFlow.accessTokenTitle, codeFlow.accessTokenWaiting],
  ] as const
  return (
    <>
      <PageHeader
        title={playground.title}
        intro={device.intro}
        action={
          asked && (
            <Button type="button" onClick={reset}>
              {playground.reset}
            </Button>
          )
        }
      />
      <FlowTabs texts={texts} current="device" />
      <ol className="mt-8">
        <RequestStep
          texts={texts}
          number={1}
          title={device.askTitle}
          intro={device.askIntro}
          button={codes ? null : device.ask}
          send={ask}
          exchanges={asked ? [asked] : []}
        />
        {codes ? (
          <>
            <Step number={2} title={device.showTitle} intro={device.showIntro}>
              <Screen texts={texts} codes={codes} />
            </Step>
            <PollSteps key={codes.deviceCode} {...props} codes={codes} />
          </>
        ) : (
          waiting.map(([number, title, intro]) => (
            <Step key={number} {...{ number, title, intro }} isWaiting />
          ))
        )}
      </ol>
    </>
  )
}
