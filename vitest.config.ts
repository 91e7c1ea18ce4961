import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const everything = ['test/**/*.test.ts', 'test/**/*.test.tsx']

/** What runs on both databases beside the stores' contracts, which open both by themselves. */
const onPostgresql = {
  extends: true as const,
  test: {
    name: 'postgresql',
    include: [
      'test/federation/admit.test.ts',
      'test/portal/upstreams/{account,prove}.test.ts',
      'test/portal/import/broken-lines.test.ts',
      'test/dialects/token-api/{limits,my-tokens}.test.ts',
    ],
    env: { PORTICO_TEST_DATABASE: 'postgresql' },
  },
}

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  test: {
    projects: [
      { extends: true, test: { name: 'sqlite', include: everything } },
      ...(process.env['PORTICO_TEST_POSTGRES_URL'] ? [onPostgresql] : []),
    ],
    environment: 'node',
    // next-auth asks for `next/server` without its ending, which plain Node does not find.
    server: { deps: { inline: ['next-auth', /@auth\//] } },
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // A peer that is measured against says at each start that its store is in memory.
    onConsoleLog: (log) => !log.startsWith('oidc-provider '),
  },
})
