/** Choices of a `SelectField` whose names are what they are called. */
export function named(names: readonly string[] = []): (readonly [string, string])[] {
  return names.map((name) => [name, name] as const);
}

/** Choices of a `SelectField` by the words for them. */
export function pairs<T extends string>(words: Readonly<Record<T, string>>): [T, string][] {
  return Object.entries(words) as [T, string][];
}
