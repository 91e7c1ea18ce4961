// A portal that a file is applied to, as `npm run apply` does it.
import type { Provider } from '@/oauth/provider'
import { applyFile } from '@/portal/file/apply'
import { exportAll, yamlOf } from '@/portal/file/export'

import { testProvider, type TestOptions } from '../../test-provider'

export type House = Awaited<ReturnType<typeof house>>

export const house = async (options: TestOptions = {}) => {
  const op = await testProvider(options)
  return { op, ...houseOf(op.provider) }
}

export function houseOf({
  stores,
  passwords,
  settings,
  now,
}: Pick<Provider, 'stores' | 'passwords' | 'settings' | 'now'>) {
  const rooms = { stores, passwords, settings, now }
  /** Applies a text; answers what was said, or what stands against it with its line. */
  const apply = async (text: string, { isDryRun = false } = {}) => {
    const said: string[] = []
    const complaints = await applyFile(text, rooms, {
      isDryRun,
      say: (line) => void said.push(line),
    })
    return { said, complaints: complaints.map(({ line, sentence }) => `${line}: ${sentence}`) }
  }
  return {
    stores,
    apply,
    /** The same for a text that nothing may stand against; without the line that counts. */
    applied: async (text: string) => {
      const { said, complaints } = await apply(text)
      if (complaints.length > 0) throw new Error(complaints.join('\n'))
      return said.slice(0, -1).map((line) => line.trim().replaceAll(/ +/g, ' '))
    },
    complaints: async (text: string) => (await apply(text)).complaints,
    exported: async () => yamlOf(await exportAll({ stores })),
    client: async (id: string) => (await stores.clients.findWithSecrets(id))!,
    user: async (username: string) => (await stores.users.findByLogin(username))!,
  }
}

/** A file, without the spaces that it has for the eye here. */
export function file(strings: TemplateStringsArray): string {
  const text = strings.join('')
  const margin = /^\n( *)/.exec(text)?.[1] ?? ''
  return text
    .replaceAll(new RegExp(`^${margin}`, 'gm'), '')
    .replace(/^\n/, '')
    .replace(/ +$/, '')
}
