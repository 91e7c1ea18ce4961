/**
 * `npm run build`: makes what is missing or stale, and nothing else.
 */
import { pathToFileURL } from 'node:url'
import { install } from './install.mjs'
import { leaveOnSignals } from './run.mjs'
import { makeStale } from './steps.mjs'

/** @type {import('./steps.mjs').Step} */
export const databaseClients = {
  name: 'database clients',
  says: 'Generating the database clients',
  from: ['prisma/schema.prisma', 'scripts/prisma-generate.mjs', 'package-lock.json'],
  makes: 'src/stores/prisma/generated',
  stamp: 'src/stores/prisma/generated/.stamp',
  command: ['node', 'scripts/prisma-generate.mjs'],
}

/** @type {import('./steps.mjs').Step} */
export const styles = {
  name: 'styles',
  says: 'Compiling the styles',
  from: ['src/ui', 'app', 'scripts/build-styles.mjs', 'package-lock.json'],
  makes: 'src/ui/generated',
  stamp: 'src/ui/generated/.stamp',
  command: ['node', 'scripts/build-styles.mjs'],
}

/** @type {import('./steps.mjs').Step} */
const server = {
  name: 'server',
  says: 'Bundling the server',
  from: [
    'src',
    'src/stores/prisma/generated/.stamp',
    'src/ui/generated/.stamp',
    'scripts/bundle.mjs',
    'tsconfig.json',
    'package-lock.json',
  ],
  makes: 'dist/server/main.js',
  stamp: 'dist/server.stamp',
  command: ['node', 'scripts/bundle.mjs'],
}

/** @type {import('./steps.mjs').Step} */
const pages = {
  name: 'pages',
  says: 'Building the pages',
  from: [
    'app',
    'src',
    'src/stores/prisma/generated/.stamp',
    'src/ui/generated/.stamp',
    'proxy.ts',
    'instrumentation.ts',
    'next.config.mjs',
    'postcss.config.mjs',
    'tsconfig.json',
    'package-lock.json',
  ],
  makes: '.next/BUILD_ID',
  stamp: '.next/portico.stamp',
  command: ['next', 'build'],
  env: { NODE_ENV: 'production' },
}

/** Installs, generates and builds what is missing or stale. */
export const build = () => makeStale([install, databaseClients, styles, server, pages])

/** What a command on the host needs: everything but the pages. */
export const buildServer = () => makeStale([install, databaseClients, styles, server])

/** What an editor, the linter and the type checker need, without the builds. */
export const prepare = () => makeStale([install, databaseClients, styles])

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  leaveOnSignals()
  await build()
}
