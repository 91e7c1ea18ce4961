// The `Date` of the front server's bundle, where scripts/bundle.mjs puts it in place of the global one. Next replaces that
// one when it starts, to notice pages that tell the time while they are built: every date then costs four times as much
// (docs/performance.md).
const { Date: PlatformDate } = globalThis

export { PlatformDate as Date }
