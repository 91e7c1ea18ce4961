/** No form or JSON text of ours is longer: bytes. */
export const bodyLimit = 65_536

/** A body that will not be read further: `too-large`, or `wrong-type` for another media type than the one asked for. */
export class UnusableBody extends Error {
  override readonly name = 'UnusableBody'
  constructor(readonly reason: 'too-large' | 'wrong-type' | 'interrupted') {
    super(`the body is ${reason}`)
  }
}

/**
 * Reads a body of one media type, at most 64 KiB, as UTF-8.
 * @param mediaType  null: whatever it says that it is
 * @throws {UnusableBody}
 */
export async function readBody(request: Request, mediaType: string | null): Promise<string> {
  const sentType = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (mediaType !== null && sentType !== mediaType) throw new UnusableBody('wrong-type')
  const announced = request.headers.get('content-length')
  if (announced !== null && Number(announced) > bodyLimit) throw new UnusableBody('too-large')
  try {
    // The host reads no more than was announced, so the quick way is safe; else the bytes are counted as they come.
    return announced !== null ? await request.text() : await readCounted(request)
  } catch (cause) {
    if (cause instanceof UnusableBody) throw cause
    throw new UnusableBody('interrupted')
  }
}

async function readCounted(request: Request): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.byteLength
    if (length > bodyLimit) throw new UnusableBody('too-large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
