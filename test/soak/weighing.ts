import { readFileSync } from 'node:fs'
import { WebSocket } from 'ws'
import { z } from 'zod'

/** What a process weighs when all that it does not need any more is gone, in megabytes. */
export interface Weight {
  /** What it holds: its heap and the memory outside of it that belongs to its objects. */
  readonly held: number
  /** What the system has given it. */
  readonly resident: number
}

const answerShape = z.object({
  id: z.number(),
  result: z.object({ result: z.object({ value: z.unknown() }).optional() }),
})
const memoryShape = z.object({ heapUsed: z.number(), external: z.number() })

/** Collects the garbage of a process by its inspector, at an address `ws://…`, and weighs it. */
export async function weigh(inspector: string, pid: number): Promise<Weight> {
  const socket = new WebSocket(inspector)
  const calls = new Map<number, (value: unknown) => void>()
  socket.on('message', data => {
    const read = answerShape.safeParse(JSON.parse(String(data)))
    if (read.success) calls.get(read.data.id)?.(read.data.result.result?.value)
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  let asked = 0
  const call = (method: string, params: object = {}): Promise<unknown> =>
    new Promise(resolve => {
      calls.set(++asked, resolve)
      socket.send(JSON.stringify({ id: asked, method, params }))
    })
  // Twice, since what the first sets free may hold something else.
  await call('HeapProfiler.collectGarbage')
  await call('HeapProfiler.collectGarbage')
  const told = await call('Runtime.evaluate', {
    expression: 'process.memoryUsage()',
    returnByValue: true,
  })
  socket.close()
  const { heapUsed, external } = memoryShape.parse(told)
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return { held: (heapUsed + external) / 2 ** 20, resident: Number(kilobytes) / 1024 }
}
