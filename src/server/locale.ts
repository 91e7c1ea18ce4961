import { type Locale, locales } from '@/model/pages'

/**
 * The language that a person is answered in: what the app asks for in `ui_locales` (OpenID Connect Core §3.1.2.1),
 * then what the browser prefers (RFC 9110 §12.5.4), then English. Never throws, whatever is sent.
 */
export function localeOf(request: Request): Locale {
  return (
    firstKnown(uiLocales(request.url)) ??
    firstKnown(preferred(request.headers.get('accept-language'))) ??
    'en'
  )
}

/** No list that a person has made is longer. */
const longestList = 300

function uiLocales(url: string): string[] {
  if (!url.includes('ui_locales=') || !URL.canParse(url)) return []
  const list = new URL(url).searchParams.get('ui_locales') ?? ''
  return list.slice(0, longestList).split(' ')
}

/** Tags by falling weight; those of one weight in the order in which they stand. */
function preferred(header: string | null): string[] {
  return (header ?? '')
    .slice(0, longestList)
    .split(',')
    .map((item) => {
      const [tag = '', ...parameters] = item.split(';').map((part) => part.trim())
      const weight = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2)
      return { tag, weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0 && weight <= 1)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => tag)
}

/** `fr-CA` is served by `fr`; a longer tag says more, never something else (RFC 4647 §3.4). */
function firstKnown(tags: readonly string[]): Locale | undefined {
  for (const tag of tags) {
    const language = tag.split('-', 1)[0]?.toLowerCase()
    const known = locales.find((locale) => locale === language)
    if (known) return known
  }
  return undefined
}
