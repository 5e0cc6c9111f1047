/** Makes a new snapshot of the workbook out of the stored one and the changes after it, in a thread of its own: the host goes on meanwhile. */
import { openStore } from './store';
import { openWorkbook } from './workbook';

export interface Compaction {
  readonly data: string;
  readonly locale: string;
  readonly timeZone: string;
}

/** Resolves with the number of the last change that the snapshot contains. */
export async function compact({ data, locale, timeZone }: Compaction): Promise<number> {
  const store = openStore(data);
  const { snapshot, changes } = store.saved;
  const workbook = openWorkbook({ ...(snapshot === null ? {} : { snapshot }), changes, locale, timeZone });
  const at = await store.compact(workbook.snapshot());
  await store.close();
  return at;
}
