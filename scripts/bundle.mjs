/**
 * Bundles the front server: src/server/main.ts and its companions → dist/server/*.js.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { root } from './run.mjs'

const folder = join(root, 'dist', 'server')
const entries = ['main', 'recover', 'apply', 'export', 'import']
  .map((name) => `src/server/${name}.ts`)
  .filter((file) => existsSync(join(root, file)))

/**
 * Packages stay outside, except next-auth and @auth/*: they import `next/server` without its ending,
 * which only a bundler finds. In what is left outside, the ending is added.
 */
const packages = {
  name: 'packages',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      if (kind === 'entry-point' || path.startsWith('@/')) return
      if (/^(next-auth|@auth)(\/|$)/.test(path)) return
      if (/^next\/[^.]+$/.test(path)) return { path: `${path}.js`, external: true }
      return { path, external: true }
    })
  },
}

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: entries,
  outdir: folder,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  splitting: true, // what is imported lazily, such as a database's client, stays in its own file
  // wherever the code says Response or Date
  inject: ['src/server/light-response.ts', 'src/server/platform-date.ts'],
  jsx: 'automatic',
  // Next wants this before any other part of it is loaded, and next-auth loads other parts.
  banner: { js: "import 'next/dist/server/node-environment-baseline.js';" },
  tsconfig: 'tsconfig.json',
  plugins: [packages],
  metafile: true,
  logLevel: 'warning',
})

// Pieces of former builds go last, so that no moment is without a whole server.
const written = new Set(Object.keys(metafile.outputs).map((file) => resolve(root, file)))
for (const name of readdirSync(folder)) {
  const file = join(folder, name)
  if (!written.has(file)) rmSync(file, { recursive: true, force: true })
}
