import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** What becomes of what a client says: it passes, or the line breaks before it has arrived, or before it is answered. */
export type Fate = 'pass' | 'break before' | 'break after'

/** A line to a PostgreSQL that a test can break, at a word of its choice. */
export interface Cable {
  readonly url: string
  /** Decides over whatever a client sends. Everything passes until this is set. */
  fate: (said: string) => Fate
  /** How often the line was broken by `fate`. */
  readonly breaks: number
  stop(): Promise<void>
}

/** `url` and `socket` are the server's; the cable's own address leads to the same database. */
export async function layCable(url: string, socket: string): Promise<Cable> {
  const open = new Set<Socket>()
  let breaks = 0
  const listener = createServer(near => {
    const far = connect(socket)
    const cut = (): void => {
      near.destroy()
      far.destroy()
    }
    for (const end of [near, far]) {
      open.add(end)
      end.on('error', cut)
      end.on('close', () => {
        open.delete(end)
        cut()
      })
    }
    let mute = false
    far.on('data', said => {
      if (mute) cut()
      else near.write(said)
    })
    near.on('data', said => {
      const fate = cable.fate(said.toString('latin1'))
      if (fate !== 'pass') breaks++
      if (fate === 'break before') return cut()
      if (fate === 'break after') mute = true
      far.write(said)
    })
  })
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  if (address === null || typeof address === 'string') throw new Error('the cable has no port')
  const ours = new URL(url)
  ours.host = `127.0.0.1:${address.port}`
  ours.searchParams.delete('host')

  const cable: Cable = {
    url: ours.href,
    fate: () => 'pass',
    get breaks() {
      return breaks
    },
    stop: async () => {
      for (const end of open) end.destroy()
      listener.close()
      await once(listener, 'close')
    },
  }
  return cable
}
