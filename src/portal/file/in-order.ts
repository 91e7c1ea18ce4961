/** A mapping with its keys in the order of the names; other keys are left out. */
export const inOrder = (
  names: readonly string[],
  entry: Readonly<Record<string, unknown>>,
): object =>
  Object.fromEntries(names.flatMap((name) => (name in entry ? [[name, entry[name]]] : [])))
