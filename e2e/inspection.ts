// Looks at a page as its readers do: on a phone and on a desktop, by day and by night, with their tools.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'

import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, type Request } from 'playwright/test'

import { root } from './home'

/** `hosted`: a page that strangers see. `portal`: one with script. */
export type PageKind = 'hosted' | 'portal'

export type Inspector = {
  readonly page: Page
  /** Inspects the page that is shown; the name is for the reports and the pictures. */
  readonly inspect: (name: string, kind: PageKind) => Promise<void>
}

const screens = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } }
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const ofColors = ['color-contrast', 'link-in-text-block']
const mostBytes = 15_000
const mostRequests = 2

export async function inspector(page: Page): Promise<Inspector> {
  let requests: Request[] = []
  const complaints: string[] = []
  page.on('request', (request) => {
    const isNewPage = request.isNavigationRequest() && request.frame() === page.mainFrame()
    requests = isNewPage ? [request] : [...requests, request]
  })
  page.on('console', (message) => {
    const isStatus = /the server responded with a status of 4\d\d/.test(message.text())
    if (['error', 'warning'].includes(message.type()) && !isStatus) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.setViewportSize(screens.desktop)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })

  async function inspect(name: string, kind: PageKind): Promise<void> {
    const said: string[] = []
    if (kind === 'hosted') said.push(...(await weigh(requests)))
    const shift = await layoutShift(page)
    if (shift > 0.01) said.push(`the layout shifts by ${shift}`)
    for (const [screen, size] of Object.entries(screens)) {
      await page.setViewportSize(size)
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) {
        said.push(`it scrolls sideways on a ${screen}`)
      }
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await comeToRest(page)
        const found = await readAloud(page, colorScheme === 'light' ? 'everything' : 'colors')
        said.push(...found.map((what) => `${screen}, ${colorScheme}: ${what}`))
        await photograph(page, `${name}-${screen}-${colorScheme}`)
      }
    }
    await page.setViewportSize(screens.desktop)
    await page.emulateMedia({ colorScheme: 'light' })
    expect.soft([...said, ...complaints.splice(0)], name).toEqual([])
  }
  return { page, inspect }
}

/** The page is read from its top, a change of colours is drawn, and what moves, for 10 µs as little motion is wanted, has arrived. */
const comeToRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    scrollTo(0, 0) // what is fixed to the screen covers nothing, and is drawn once
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame)
  })

/** One small document, at most one picture, and no script. */
async function weigh(requests: readonly Request[]): Promise<string[]> {
  const response = await requests[0]!.response()
  const html = await response!.text()
  const bytes = Buffer.byteLength(html)
  return [
    ...(bytes > mostBytes ? [`it has ${bytes} bytes`] : []),
    ...(requests.length > mostRequests ? [`it takes ${requests.length} requests`] : []),
    ...(html.includes('<script') ? ['it has a script'] : []),
  ]
}

/** By night nothing is new but the colours. */
async function readAloud(page: Page, what: 'everything' | 'colors'): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const asked = what === 'everything' ? axe.withTags(wcag) : axe.withRules(ofColors)
  const { violations } = await asked.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  )
}

/** The sum of what moved after it was shown — Cumulative Layout Shift. */
const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        const observer = new PerformanceObserver((list) => {
          const entries = list.getEntries() as (PerformanceEntry & {
            value: number
            hadRecentInput: boolean
          })[]
          for (const entry of entries) if (!entry.hadRecentInput) sum += entry.value
        })
        observer.observe({ type: 'layout-shift', buffered: true })
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(sum))))
      }),
  )

async function photograph(page: Page, name: string): Promise<void> {
  if (process.env.PORTICO_SCREENSHOTS !== '1') return
  const folder = join(root, 'test-results', 'screenshots')
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
