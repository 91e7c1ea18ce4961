import { it } from 'vitest'
import { temporarySqlite } from './temporary-database'
import { added, after } from './fixtures'
it('x', async () => { const {stores, close} = await temporarySqlite()
 const u = await added(stores).user(); const c = await added(stores).client(); const g = await added(stores).grant(u.id,c.id); const s = await added(stores).session(u.id)
 const rate = async (name: string, n: number, f: (i:number)=>Promise<unknown>, par=16) => { const t=performance.now(); let i=0; await Promise.all(Array.from({length:par}, async()=>{ while(i<n) await f(i++) })); console.log(name, Math.round(n/(performance.now()-t)*1000)) }
 for (let k=0;k<2;k++) {
 await rate('findByRefreshToken', 20000, () => stores.grants.findByRefreshToken(g.tokenHash))
 await rate('findByTokenHash', 20000, () => stores.sessions.findByTokenHash(s.tokenHash))
 await rate('client', 20000, () => stores.clients.find(c.id))
 await rate('extend', 2000, (i) => stores.grants.extendRefreshToken(g.tokenHash, after(1e7+i+k*1e5)))
 await rate('grant in session', 1000, () => added(stores).grant(u.id,c.id,{sessionId:s.id}))
 await rate('attempts', 2000, (i) => stores.attempts.count([{key:'a'+i%20,windowEndsAt:after(99)},{key:'b',windowEndsAt:after(99)}], after(0)))
 }
 await close() })
