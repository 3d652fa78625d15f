/** Forgets what was remembered first, until no more than so many are left. */
export function forgetOldest<Key>(remembered: Map<Key, unknown>, most: number): void {
  for (const oldest of remembered.keys()) {
    if (remembered.size <= most) return
    remembered.delete(oldest)
  }
}
