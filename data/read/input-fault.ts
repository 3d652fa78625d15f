/** What is wrong with a file that was given: said in one sentence that begins with the file, no surprise. */
export function inputFault(file: string, fault: string, cause?: unknown): Error {
  return Object.assign(new Error(`${file}${fault}`, { cause }), { name: 'InputFault' })
}

export function isInputFault(error: unknown): error is Error {
  return error instanceof Error && error.name === 'InputFault'
}
