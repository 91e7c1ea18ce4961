import type { ReactNode } from 'react'

import type { PageName, PageViews } from '@/model/pages'
import { fill } from '@/ui/fill'
import { harmless } from '@/ui/visible'

import { BrokerProblemPage } from './broker-problem-page'
import { ConsentPage } from './consent-page'
import { DeviceCodePage } from './device-code-page'
import { DeviceConsentPage } from './device-consent-page'
import { DeviceDonePage } from './device-done-page'
import { ErrorPage } from './error-page'
import { NativeCodePage } from './native-code-page'
import { RecoverPage } from './recover-page'
import { RegisterPage } from './register-page'
import { SetupPage } from './setup-page'
import { SignInPage } from './sign-in-page'
import { SignOutPage } from './sign-out-page'
import { SignedOutPage } from './signed-out-page'
import type { HostedProps, HostedTexts } from './texts'
import { UpstreamFailurePage, upstreamFailureTitle } from './upstream-failure-page'
import { UpstreamProvePage } from './upstream-prove-page'

type HostedPages = {
  readonly [P in PageName]: {
    readonly Page: (props: HostedProps<PageViews[P]>) => ReactNode
    /** What the window is called. */
    readonly title: (view: PageViews[P], texts: HostedTexts) => string
  }
}

/** Every page by its name. */
export const hosted: HostedPages = {
  'sign-in': {
    Page: SignInPage,
    title: ({ client }, texts) =>
      client ? fill(texts.continueTo, { app: harmless(client.name) }) : texts.signIn.title,
  },
  register: {
    Page: RegisterPage,
    title: ({ client }, texts) =>
      client
        ? fill(texts.register.titleForApp, { app: harmless(client.name) })
        : texts.register.title,
  },
  setup: { Page: SetupPage, title: (_view, texts) => texts.setup.title },
  recover: { Page: RecoverPage, title: (_view, texts) => texts.recover.title },
  'upstream-prove': {
    Page: UpstreamProvePage,
    title: (_view, texts) => texts.upstreams.prove.title,
  },
  'upstream-failure': { Page: UpstreamFailurePage, title: upstreamFailureTitle },
  consent: {
    Page: ConsentPage,
    title: ({ client }, texts) => fill(texts.consent.title, { app: harmless(client.name) }),
  },
  'device-code': { Page: DeviceCodePage, title: (_view, texts) => texts.device.title },
  'device-consent': {
    Page: DeviceConsentPage,
    title: ({ client }, texts) => fill(texts.device.consent.title, { app: harmless(client.name) }),
  },
  'device-done': {
    Page: DeviceDonePage,
    title: ({ outcome }, texts) => texts.device.done[outcome].title,
  },
  'sign-out': { Page: SignOutPage, title: (_view, texts) => texts.signOut.title },
  'signed-out': { Page: SignedOutPage, title: (_view, texts) => texts.signedOut.title },
  'native-code': {
    Page: NativeCodePage,
    title: (view, { nativeCode }) =>
      view.kind === 'refused'
        ? nativeCode.refused.other.title
        : fill(nativeCode.title, { app: harmless(view.client.name) }),
  },
  'broker-problem': {
    Page: BrokerProblemPage,
    title: ({ problem }, texts) => texts.broker.problems[problem].title,
  },
  error: { Page: ErrorPage, title: ({ code }, texts) => texts.error.texts[code].title },
}
