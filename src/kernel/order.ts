/** Smaller first, by `<`: texts by their code units, so the order is the same in every language. */
export const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
