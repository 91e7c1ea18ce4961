/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  compress: false, // a proxy in front compresses; doing it twice only costs time

  // Native modules, and modules that find their own files beside themselves.
  serverExternalPackages: [
    'better-sqlite3',
    'pg',
    'pino',
    '@node-rs/argon2',
    '@prisma/adapter-better-sqlite3',
    '@prisma/adapter-pg',
    '@prisma/client',
  ],

  typescript: { ignoreBuildErrors: true }, // `npm test` checks the types of everything, not only of pages
}

export default config
