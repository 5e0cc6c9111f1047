import { readAmount } from '../kernel/money';
import { type BankFault, keyed, type Operation, once, type Statement } from './bank-operation';
import { readDate } from './import-cells';

/**
 * The exchange format of 1C with bank clients, version 1.02 and 1.03 (v8.1c.ru, «Стандарт обмена с системами «Клиент банка»»): lines `key=value`, in sections of accounts and documents.
 * Its first line names it; `Кодировка` says Windows (1251) or DOS (866).
 */
const MARK = '1CClientBankExchange';

/** Is it such a file, whatever its encoding? */
export const isExchange = (bytes: Uint8Array): boolean =>
  new TextDecoder('windows-1251').decode(bytes.slice(0, 64)).replace(/^п»ї/, '').trimStart().startsWith(MARK);

/** The text of such a file. The header is read byte by byte, for the word that names the encoding is itself encoded; some banks write UTF-8 whatever they say. */
export function decodedExchange(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\uFEFF/, '');
  } catch {
    const head = new TextDecoder('windows-1251').decode(bytes.slice(0, 400));
    return new TextDecoder(/=\s*DOS\s*[\r\n]/i.test(head) ? 'ibm866' : 'windows-1251').decode(bytes);
  }
}

type Section = Readonly<Record<string, string>>;
interface Found {
  readonly line: number;
  readonly section: Section;
}

/** Operations of all accounts in the file. What cannot be taken is told by line, never guessed; nothing throws. */
export function readExchange(text: string): Statement {
  const faults: BankFault[] = [],
    tell = (line: number, why: BankFault['why'], value = ''): void => {
      faults.push({ line, why, value });
    };
  const lines = text.split(/\r\n|\r|\n/);
  if (lines[0]?.trim() !== MARK) return { operations: [], faults: [{ line: 1, why: 'not-1c', value: (lines[0] ?? '').slice(0, 60) }] };
  const { documents, accounts, ended, unfinished, isKnown } = sectionsOf(lines);
  if (!isKnown) return { operations: [], faults: [{ line: 0, why: 'encoding', value: '' }] };
  const ours = new Set(accounts.map(({ РасчСчет }) => РасчСчет ?? '').filter((one) => one !== ''));
  for (const line of unfinished) tell(line, 'unfinished');
  if (!ended) tell(0, 'cut-off');
  const read = documents.flatMap(({ line, section }) => {
    const operation = operationOf(section, ours, (why, value) => tell(line, why, value));
    return operation ? [{ line, operation }] : [];
  });
  const operations = once(read, faults);
  for (const one of totalsOf(accounts, operations)) tell(0, 'totals', one);
  return { operations, faults };
}

function sectionsOf(lines: readonly string[]) {
  const documents: Found[] = [],
    accounts: Section[] = [],
    unfinished: number[] = [];
  let open: { line: number; isDocument: boolean; section: Record<string, string> } | null = null,
    ended = false,
    isKnown = false;
  const close = (): void => {
    if (open?.isDocument) documents.push({ line: open.line, section: open.section });
    else if (open) accounts.push(open.section);
    open = null;
  };
  lines.slice(1).forEach((raw, i) => {
    const line = i + 2,
      at = raw.indexOf('='),
      key = (at < 0 ? raw : raw.slice(0, at)).trim(),
      value = at < 0 ? '' : raw.slice(at + 1).trim();
    if (/^(СекцияДокумент|СекцияРасчСчет|ВерсияФормата|РасчСчет|КонецФайла)$/.test(key)) isKnown = true;
    if (key === 'СекцияДокумент' || key === 'СекцияРасчСчет') {
      if (open) unfinished.push(open.line);
      if (open && !open.isDocument) close();
      open = { line, isDocument: key === 'СекцияДокумент', section: { вид: value } };
    } else if (key === 'КонецДокумента' || key === 'КонецРасчСчет') close();
    else if (key === 'КонецФайла') ended = true;
    else if (open) open.section[key] = value;
    else if (key === 'РасчСчет') accounts.push({ РасчСчет: value });
  });
  const left = open as { line: number } | null;
  if (left) unfinished.push(left.line);
  return { documents, accounts, ended, unfinished, isKnown };
}

/** Which way the money went: by whose account is ours, else by which of the two days the bank filled in. */
function operationOf(of: Section, ours: ReadonlySet<string>, tell: (why: BankFault['why'], value: string) => void): Operation | null {
  const number = of.Номер ?? '',
    [from = '', to = ''] = [of.ПлательщикСчет || of.ПлательщикРасчСчет, of.ПолучательСчет || of.ПолучательРасчСчет],
    [came, went] = [of.ДатаПоступило ?? '', of.ДатаСписано ?? ''];
  const refuse = (why: BankFault['why'], value: string): null => {
    tell(why, value);
    return null;
  };
  const amount = readAmount((of.Сумма ?? '').replace(/^(\d+)-(\d{2})$/, '$1.$2'), 'decimal');
  if (!amount || amount <= 0) return refuse('amount', of.Сумма ?? '');
  if (ours.has(from) && ours.has(to)) return refuse('own', number); // between own accounts: neither a receipt nor a cost (finance 3.2)
  const direction = ours.has(to) ? 'in' : ours.has(from) ? 'out' : came !== '' && went === '' ? 'in' : went !== '' && came === '' ? 'out' : null;
  if (direction === null) return refuse('direction', number);
  const said = (direction === 'in' ? came : went) || of.Дата || '',
    day = readDate(said, 'dmy');
  if (!('value' in day) || day.value === '') return refuse('date', said);
  const side = direction === 'in' ? 'Плательщик' : 'Получатель';
  return keyed({
    day: day.value.slice(0, 10),
    direction,
    amount,
    number,
    account: direction === 'in' ? to : from,
    inn: of[`${side}ИНН`] ?? '',
    party: (of[`${side}1`] || of[side] || '').replace(/^ИНН\s*\d{10,12}\s*/i, ''),
    purpose:
      of.НазначениеПлатежа ||
      [1, 2, 3, 4, 5, 6]
        .map((n) => of[`НазначениеПлатежа${n}`] ?? '')
        .filter((part) => part !== '')
        .join(' '),
  });
}

/** Accounts whose turnovers, as the bank sums them, are not those of the operations read: something is missing or not understood. */
function totalsOf(accounts: readonly Section[], operations: readonly Operation[]): string[] {
  const said = new Map<string, { in: number; out: number }>();
  for (const { РасчСчет = '', ВсегоПоступило, ВсегоСписано } of accounts) {
    if (ВсегоПоступило === undefined && ВсегоСписано === undefined) continue;
    const before = said.get(РасчСчет) ?? { in: 0, out: 0 };
    said.set(РасчСчет, { in: before.in + (readAmount(ВсегоПоступило, 'decimal') ?? 0), out: before.out + (readAmount(ВсегоСписано, 'decimal') ?? 0) });
  }
  const sum = (account: string, direction: string): number =>
    operations.reduce((all, one) => all + (one.account === account && one.direction === direction ? one.amount : 0), 0);
  return [...said].flatMap(([account, whole]) => (whole.in === sum(account, 'in') && whole.out === sum(account, 'out') ? [] : [account]));
}
