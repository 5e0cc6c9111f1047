/** Google's number of a sheet: that of its id where we made it, else (a browser made it) one computed from its text, always the same. */
export function numberOf(sheetId: string): number {
  if (/^\d{1,10}$/.test(sheetId)) return Number(sheetId);
  let hash = 7;
  for (let i = 0; i < sheetId.length; i++) hash = (hash * 31 + sheetId.charCodeAt(i)) % 2 ** 31;
  return hash;
}
