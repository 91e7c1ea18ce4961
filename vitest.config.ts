import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
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
