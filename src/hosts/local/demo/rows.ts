/** A row of `PUT /api/tabs/<key>`: column key -> value as the interface spells it (money in roubles, days as texts). */
export type InputRow = Readonly<Record<string, string | number | null>>;
