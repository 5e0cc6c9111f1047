/** The engine's recorder of changes, as a plugin has it (`this.history`). */
export interface Recorder {
  readonly changes?: { readonly key: string | number; readonly target: object; readonly before: unknown }[];
  update(...path: unknown[]): void;
}

/**
 * Sets one property and records it for undoing, as `history.update` does; without its walk along a path, which took most of the time of writing
 * and replaying hundreds of thousands of cells. `undefined` removes the property.
 */
export function record(history: Recorder, target: object, key: string | number, value: unknown): void {
  const place = target as Record<string | number, unknown>;
  const before = place[key];
  if (before === value) return;
  history.changes?.push({ key, target, before });
  if (value === undefined) delete place[key];
  else place[key] = value;
}
