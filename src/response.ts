/** What fetch leaves to whoever calls it: how much of a body is read, and why a request failed. */

/** The body up to so many bytes; the rest is not fetched. A character that is cut in two does not survive. */
export async function textOf(
  response: Response,
  most: number,
): Promise<{ readonly text: string; readonly whole: boolean }> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk.subarray(0, most - bytes), { stream: true })
    bytes += chunk.length
    if (bytes > most) return { text, whole: false }
  }
  return { text: text + decoder.decode(), whole: true }
}

/** fetch says only that it failed; why is in the cause. */
export function causeOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  return cause instanceof Error ? cause.message || cause.name : String(cause)
}
