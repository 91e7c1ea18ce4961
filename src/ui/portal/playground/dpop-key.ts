/**
 * The playground's key for proofs. It is kept where an app in a browser keeps one: in IndexedDB, as a key that script can
 * use and not read, so that it is still there after the redirect.
 */
import { type DpopKey, keyOf, makeKey } from './dpop'

const [database, store, name] = ['portico-playground', 'keys', 'dpop']

/** The key of this browser, made when there is none. @throws where there is no WebCrypto or no IndexedDB */
export async function playgroundKey(): Promise<DpopKey> {
  const kept = (await inStore('readonly', (keys) => keys.get(name) as IDBRequest<unknown>)) as
    CryptoKeyPair | undefined // put there below
  if (kept) return keyOf(kept)
  const made = await makeKey()
  await inStore('readwrite', (keys) => keys.put(made.keys, name))
  return made
}

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (keys: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const opening = indexedDB.open(database, 1)
  opening.onupgradeneeded = () => opening.result.createObjectStore(store)
  const opened = await resultOf(opening)
  try {
    return await resultOf(work(opened.transaction(store, mode).objectStore(store)))
  } finally {
    opened.close()
  }
}

const resultOf = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'))
  })
