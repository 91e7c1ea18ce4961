import { defineConfig } from 'prisma/config'

// For `npx prisma generate`, `format` and `studio`. Portico migrates itself: see src/stores/prisma/migrate.ts.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations/sqlite' },
})
