// Somebody who uses no mouse.
import { expect, type Page } from 'playwright/test'

/** Presses Tab until the element has the focus, which has to be seen. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = page.locator(':focus')
    if (!(await focused.evaluate((element, wanted) => element.matches(wanted), selector))) continue
    await expect(focused).toHaveCSS('outline-style', 'solid')
    await expect(focused).toHaveCSS('outline-width', '2px')
    return
  }
  throw new Error(`Tab does not lead to ${selector}`)
}

/** Goes through the page from its beginning, and says where the focus could not be seen. */
export async function unseenFocus(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    scrollTo(0, 0)
    const { activeElement } = document
    if (activeElement instanceof HTMLElement) activeElement.blur()
  })
  const unseen: string[] = []
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(() => {
      const element = document.activeElement
      if (!element || element === document.body || element.hasAttribute('data-passed')) return null
      element.setAttribute('data-passed', '')
      const { outlineStyle, outlineWidth } = getComputedStyle(element)
      const isSeen = outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2
      return isSeen ? '' : element.outerHTML.slice(0, 200)
    })
    if (focused === null) return unseen
    if (focused !== '') unseen.push(focused)
  }
  return [...unseen, 'the page has no end for the Tab key']
}
