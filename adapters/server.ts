import { createServer, type RequestListener } from 'node:http'
import type { Log } from '../src/chat.ts'

/** The one address at which the process can be reached. */
export interface Server {
  /** The port it was given, or the free one it found. */
  readonly port: number
  /** From now on requests to the path are handed on; what is given back ends that. Without one, they are answered 404. */
  serve(path: string, listener: RequestListener): () => void
  /** Takes no further connection; resolves when all requests are answered. */
  close(): Promise<void>
}

/** Listens at an address; port 0 finds a free one. Rejects with one sentence for the operator. */
export function openServer({
  host,
  port,
  log,
}: {
  readonly host: string
  readonly port: number
  readonly log: Log
}): Promise<Server> {
  const listeners = new Map<string, RequestListener>()
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1)
    const listener = listeners.get(path)
    if (listener) return listener(request, response)
    return void response.writeHead(404).end()
  })
  return new Promise((resolve, reject) => {
    server.once('error', error => reject(new Error(faultOf(error, host, port), { cause: error })))
    server.listen(port, host, () => {
      const address = server.address()
      const bound = typeof address === 'object' && address ? address.port : port
      log('info', 'receiving requests', { host, port: bound })
      resolve({
        port: bound,
        serve: (path, listener) => {
          listeners.set(path, listener)
          return () => void listeners.delete(path)
        },
        close: () =>
          new Promise<void>(closed => {
            server.close(() => closed())
          }),
      })
    })
  })
}

function faultOf(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `PORT ${port} is taken at ${host}: set PORT to a free one, or to 0 for any.`
    case 'EACCES':
      return `PORT ${port} may not be used by this user: set PORT to one above 1023.`
    default:
      return `HOST ${host} cannot be listened at (${error.message}): set HOST to an address of this machine, such as 127.0.0.1 or 0.0.0.0.`
  }
}
