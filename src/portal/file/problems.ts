/** Where something stands in a file: `['clients', 0, 'redirect_uris', 1]`. */
export type Path = readonly (string | number)[]

/** What stands against a file, in a sentence that says how to mend it. Never holds a value that could be a secret. */
export type Problem = { readonly path: Path; readonly message: string }

/** A place in a file that is being read, and where complaints about it go. */
export type Spot = {
  readonly path: Path
  at(key: string | number): Spot
  /** Remembers the problem. Answers null, for whoever wanted a value. */
  refuse(message: string): null
}

/** The top of a file; its problems gather in the list. */
export const topOf = (problems: Problem[]): Spot => spotAt([], problems)

const spotAt = (path: Path, problems: Problem[]): Spot => ({
  path,
  at: (key) => spotAt([...path, key], problems),
  refuse: (message) => {
    problems.push({ path, message })
    return null
  },
})

/** `clients[0].redirect_uris[1]` */
export const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`,
    '',
  )
