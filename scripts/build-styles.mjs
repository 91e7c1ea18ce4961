// Compiles the style of the hosted pages into a module, so that each page carries it: one request, no file to look for.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import tailwind from '@tailwindcss/postcss'
import postcss from 'postcss'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const source = join(root, 'src/ui/hosted/hosted.css')
const target = join(root, 'src/ui/generated/hosted-styles.ts')

/** Tokens of the portal that no hosted page names. */
const dropUnusedTokens = {
  postcssPlugin: 'drop-unused-tokens',
  OnceExit(style) {
    const css = style.toString()
    style.walkDecls(/^--(?!tw-)/, (declaration) => {
      if (!css.includes(`var(${declaration.prop})`)) declaration.remove()
    })
  },
}

/** Writes `src/ui/generated/hosted-styles.ts`, and only when it changes. */
export async function buildStyles() {
  const plugins = [tailwind({ base: root, optimize: { minify: true } }), dropUnusedTokens]
  const { css } = await postcss(plugins).process(await readFile(source, 'utf8'), { from: source })
  // A comment with Tailwind's name and licence stays in its package.
  const style = css.replace(/\/\*![\s\S]*?\*\//g, '').trim()
  if (style.includes('</')) throw new Error('the style would end the element that holds it')
  const text = `export const hostedStyles =\n  ${JSON.stringify(style)}\n`
  const before = await readFile(target, 'utf8').catch(() => null)
  if (before === text) return
  await mkdir(dirname(target), { recursive: true })
  await writeFile(target, text)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildStyles()
