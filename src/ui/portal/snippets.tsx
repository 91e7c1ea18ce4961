import { CodeBlock } from './code'
import type { PortalTexts } from './texts'

export type Snippet = { readonly name: string; readonly code: string }

/** One request in several languages, of which one is shown at a time; without script, too. */
export function Snippets(props: {
  /** Unique on the page. */
  readonly id: string
  readonly title: string
  readonly text: string
  readonly snippets: readonly Snippet[]
  readonly texts: PortalTexts
}) {
  const { id, title, text, snippets, texts } = props
  return (
    <div>
      <div className="mb-2 flex flex-wrap items-end justify-between gap-x-6 gap-y-1.5">
        <div>
          <h3 className="font-semibold">{title}</h3>
          <p className="text-ink-muted">{text}</p>
        </div>
      </div>
      <fieldset className="group min-w-0">
        <legend className="sr-only">{title}</legend>
        {snippets.length > 1 && (
          <div className="mb-2 inline-flex rounded-control border border-edge bg-sunken p-0.5">
            {snippets.map(({ name }, index) => (
              <label
                key={name}
                className="relative rounded-[0.3125rem] px-2.5 py-0.5 text-[0.8125rem] font-medium text-ink-muted has-checked:bg-surface has-checked:text-ink has-checked:shadow-panel has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-focus"
              >
                <input
                  type="radio"
                  name={id}
                  value={index}
                  defaultChecked={index === 0}
                  className="absolute size-full appearance-none opacity-0"
                />
                {name}
              </label>
            ))}
          </div>
        )}
        {snippets.map(({ name, code }, index) => (
          <div key={name} className={snippets.length > 1 ? shownFor[index] : ''}>
            <CodeBlock code={code} label={`${title}, ${name}`} texts={texts.copy} />
          </div>
        ))}
      </fieldset>
    </div>
  )
}

/** The snippet whose number is chosen. */
const shownFor = [
  'hidden group-has-[input[value="0"]:checked]:block',
  'hidden group-has-[input[value="1"]:checked]:block',
  'hidden group-has-[input[value="2"]:checked]:block',
]
