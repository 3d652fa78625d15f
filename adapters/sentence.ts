/** What an error says, with what is behind it where it says nothing itself, as `fetch failed` does. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.message === 'fetch failed' && error.cause instanceof Error
    ? sentenceOf(error.cause)
    : error.message
}
