import { localText } from './clock';
import type { Deal, Field, Value } from './model';
import { EMPTY_DATE, EMPTY_REF, guid, type OnecNames } from './onec-firm';
import type { Records } from './records';

/** Rows of each entity as OData gives them: dates without zone, empty dates and references written out, whole numbers of 64 bits as texts. */
export type Row = Readonly<Record<string, unknown>>;

const DAY = 86_400_000;
/** Deleted is at first only marked; after two months somebody really takes it away. */
export const PURGE_MS = 60 * DAY;

function attribute(field: Field, value: Value | undefined): unknown {
  switch (field.type) {
    case 'numeric':
      return typeof value === 'number' ? value : 0;
    case 'date':
      return typeof value === 'string' ? `${value}T00:00:00` : EMPTY_DATE;
    case 'checkbox':
      return value === true;
    case 'multiselect':
      return Array.isArray(value) ? value.join('; ') : '';
    default:
      return typeof value === 'string' ? value : '';
  }
}
/** 8 bytes that grow with every change, in base64: 1C's own mark of a version. */
export const versionText = (n: number): string => Buffer.from(n.toString(16).padStart(16, '0'), 'hex').toString('base64');

export function openRows(records: Records, names: OnecNames, now: () => number): Readonly<Record<string, () => readonly Row[]>> {
  const { firm } = records,
    time = (at: number | null): string => (at === null ? EMPTY_DATE : localText(at, firm.offsetMs)),
    ref = (kind: Parameters<typeof guid>[0], id: number | null): string => (id === null ? EMPTY_REF : guid(kind, id));
  const versions = new Map<string, number>();
  let read = 0;
  const versionOf = (entity: string, id: number): string => {
    for (; read < records.changes.length; read += 1) {
      const change = records.changes[read]!;
      versions.set(`${change.entity}/${change.id()}`, read + 1);
    }
    return versionText(versions.get(`${entity}/${id}`) ?? 0);
  };
  const there = <T extends { readonly deletedAt: number | null }>(of: ReadonlyMap<number, T>): readonly T[] =>
    [...of.values()].filter(({ deletedAt }) => deletedAt === null || deletedAt > now() - PURGE_MS);
  const catalog = (entity: string, kind: Parameters<typeof guid>[0], one: { readonly id: number; readonly deletedAt?: number | null }, name: string): Row => ({
    Ref_Key: guid(kind, one.id),
    DataVersion: versionOf(entity, one.id),
    DeletionMark: (one.deletedAt ?? null) !== null,
    Code: String(one.id).padStart(9, '0'),
    Description: name,
    Predefined: false,
  });
  const contacts = (ofRef: string, phones: readonly string[], emails: readonly string[]): readonly Row[] =>
    [...phones.map((value) => ['Телефон', value]), ...emails.map((value) => ['АдресЭлектроннойПочты', value])].map(([type, value], i) => ({
      Ref_Key: ofRef,
      LineNumber: String(i + 1),
      Тип: type,
      Представление: value,
    }));

  const deal = (one: Deal): Row => ({
    Ref_Key: guid('deal', one.id),
    DataVersion: versionOf('deal', one.id),
    DeletionMark: one.deletedAt !== null,
    Number: `00-${String(one.id).padStart(6, '0')}`,
    Date: time(one.createdAt),
    Posted: one.deletedAt === null,
    [names.title]: one.name,
    [names.client]: one.contactId !== null ? guid('contact', one.contactId) : ref('company', one.companyId),
    [names.manager]: guid('user', one.ownerId),
    [names.amount]: one.amount,
    [names.currency]: guid('currency', 643),
    [names.closed]: time(one.closedAt),
    [names.reason]: ref('reason', one.reasonId),
    [names.stage]: one.stage.id,
    [names.pipeline]: one.pipeline.id,
    [names.source]: one.sourceId ?? EMPTY_REF,
    ...(names.modified === '' ? {} : { [names.modified]: time(one.updatedAt) }),
    ДокументОснование: EMPTY_REF,
    ДокументОснование_Type: 'StandardODATA.Undefined',
    РазмерФайла: String(one.id * 1024),
    ...Object.fromEntries(firm.fields.map((field) => [field.id, attribute(field, one.values[field.key])])),
  });
  /** made anew when something changed (or was purged) */
  const kept = (make: () => readonly Row[]): (() => readonly Row[]) => {
    let rows: readonly Row[] = [],
      state = '';
    return () => {
      const is = `${records.revision()} ${Math.floor(now() / DAY)}`;
      if (is !== state) {
        rows = make();
        state = is;
      }
      return rows;
    };
  };
  const allStages = firm.pipelines.flatMap(({ stages }) => stages);
  const simple = (kind: Parameters<typeof guid>[0], all: readonly { readonly ref: string; readonly name: string }[]): readonly Row[] =>
    all.map(({ ref: key, name }, i) => ({ ...catalog(kind, kind, { id: i + 1 }, name), Ref_Key: key }));
  return {
    [names.deals]: kept(() => there(records.deals).map(deal)),
    [names.clients]: kept(() => [
      ...there(records.contacts).map((one) => {
        const key = guid('contact', one.id);
        return {
          ...catalog('contact', 'contact', one, `${one.first} ${one.last}`.trim()),
          ЮрФизЛицо: 'ФизЛицо',
          ДатаРегистрации: time(one.createdAt),
          КонтактнаяИнформация: contacts(key, one.phones, one.emails),
        };
      }),
      ...there(records.companies).map((one) => {
        const key = guid('company', one.id);
        return {
          ...catalog('company', 'company', one, one.name),
          ЮрФизЛицо: 'ЮрЛицо',
          ДатаРегистрации: time(one.createdAt),
          КонтактнаяИнформация: contacts(key, one.phones, []),
        };
      }),
    ]),
    [names.firms]: kept(() =>
      there(records.companies).map((one) => ({ ...catalog('company', 'company', one, one.name), ИНН: one.inn, КПП: '', Партнер_Key: guid('company', one.id) })),
    ),
    [names.users]: kept(() => firm.users.map((one) => ({ ...catalog('user', 'user', one, `${one.last} ${one.first}`), Недействителен: !one.active }))),
    [names.stages]: kept(() =>
      simple(
        'stage',
        allStages.map(({ id, name }) => ({ ref: id, name })),
      ).map((row, i) => ({ ...row, Owner_Key: firm.pipelines.find(({ stages }) => stages.includes(allStages[i]!))?.id })),
    ),
    [names.pipelines]: kept(() =>
      simple(
        'pipeline',
        firm.pipelines.map(({ id, name }) => ({ ref: id, name })),
      ),
    ),
    [names.reasons]: kept(() => firm.reasons.map((one) => catalog('reason', 'reason', one, one.name))),
    [names.sources]: kept(() =>
      simple(
        'source',
        firm.sources.map(({ id, name }) => ({ ref: id, name })),
      ),
    ),
    [names.currencies]: kept(() => [{ ...catalog('currency', 'currency', { id: 643 }, 'RUB'), Code: '643' }]),
    [names.calls]: kept(() =>
      there(records.notes).map((one) => ({
        Ref_Key: guid('note', one.id),
        DataVersion: versionOf('note', one.id),
        DeletionMark: one.deletedAt !== null,
        Number: `00-${String(one.id).padStart(6, '0')}`,
        Date: time(one.createdAt),
        Posted: true,
        Вид: 'ТелефонныйЗвонок',
        Входящее: one.kind === 'call_in',
        Телефон: one.phone,
        Длительность: one.length,
        Ответственный_Key: guid('user', one.ownerId),
        Партнер_Key: ref('contact', one.contactId),
        Предмет: guid('deal', one.dealId),
        Предмет_Type: `StandardODATA.${names.deals}`,
      })),
    ),
    [names.tasks]: kept(() =>
      there(records.tasks).map((one) => ({
        Ref_Key: guid('task', one.id),
        DataVersion: versionOf('task', one.id),
        DeletionMark: one.deletedAt !== null,
        Number: String(one.id).padStart(11, '0'),
        Date: time(one.createdAt),
        Description: one.text,
        Executed: one.doneAt !== null,
        СрокИсполнения: time(one.due),
        ДатаИсполнения: time(one.doneAt),
        Исполнитель_Key: guid('user', one.ownerId),
        Предмет: guid('deal', one.dealId),
        Предмет_Type: `StandardODATA.${names.deals}`,
      })),
    ),
    [names.history]: kept(() =>
      there(records.deals).flatMap((one) =>
        one.history.map(({ at, stageId }) => ({
          Period: time(at),
          Интерес_Key: guid('deal', one.id),
          Состояние_Key: stageId,
          Ответственный_Key: guid('user', one.ownerId),
        })),
      ),
    ),
  };
}
