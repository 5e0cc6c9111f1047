/** A list of keys as one text of the Store, apart by blanks; null and '' hold none. */
export const wordsIn = (text: string | null | undefined): string[] => (text ?? '').split(' ').filter((word) => word !== '');
/** The same list with further words, each once. */
export const withWords = (text: string | null | undefined, words: readonly string[]): string => [...new Set([...wordsIn(text), ...words])].join(' ');
