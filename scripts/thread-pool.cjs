/**
 * Required before anything else, as libuv makes its pool of threads at the first use, which is to load a module: as many
 * threads as cores. Hashes of passwords keep them busy, and more of them at once only take the cache from one another.
 */
const os = process.getBuiltinModule?.('node:os') // an older Node is told by start.mjs that it is too old
if (os) process.env.UV_THREADPOOL_SIZE ??= String(Math.max(2, os.availableParallelism()))
