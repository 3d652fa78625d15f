/** What is wrong and what to do about it, by SQLite's primary result code (https://sqlite.org/rescode.html). */
const SENTENCES: Readonly<Record<number, string>> = {
  5: 'is held by another process: let only one Paperboy work on a file, or use PostgreSQL',
  8: 'can only be read: let the user that Paperboy runs as write to it and to its folder',
  11: 'is damaged: put your backup in its place, or move it away to begin anew',
  13: 'cannot grow: make room on its disk',
  14: 'cannot be opened: name a file in a folder that exists and can be written',
  26: 'is no database of Paperboy: name another',
}

/** The result code of an error of SQLite, the extended one; undefined for any other error. */
export function resultCode(error: unknown): number | undefined {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number'
    ? error.errcode
    : undefined
}

/**
 * The error as the operator should read it where the fault lies in the file rather than in the statement; any
 * other error as it is.
 */
export function toldFault(path: string, error: unknown): unknown {
  const code = resultCode(error)
  // The lower byte is the primary code.
  const sentence = code === undefined ? undefined : SENTENCES[code & 0xff]
  if (!sentence || !(error instanceof Error)) return error
  return new Error(`DATABASE_URL names a file that cannot be used: ${path} ${sentence} (${error.message}).`, {
    cause: error,
  })
}
