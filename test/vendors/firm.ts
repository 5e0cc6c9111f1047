import type { Choice, Field, FieldType, Firm, Pipeline, Role, Stage, User } from './model';

/** The firm that every account belongs to; each vendor gives it ids in its own spelling. */

const roles: readonly (readonly [Role, string])[] = [
  ['new', 'Новая заявка'],
  ['call', 'Звонок'],
  ['measure', 'Замер'],
  ['offer', 'КП отправлено'],
  ['contract', 'Договор подписан'],
  ['prepaid', 'Предоплата'],
  ['install', 'Монтаж'],
];
const regular: readonly Role[] = ['new', 'offer', 'contract', 'install'];
export const leadRoles: readonly (readonly [Role, string])[] = [
  ['new', 'Не обработан'],
  ['call', 'В работе'],
];
const wonLost: readonly (readonly [Role, string])[] = [
  ['won', 'Успешно реализовано'],
  ['lost', 'Закрыто и не реализовано'],
];

/** `stageId` gives the vendor's id of the stage: `place` counts from 0 within the pipeline. */
export interface Spelling {
  readonly pipelineIds: readonly [string, string];
  readonly stageId: (pipeline: number, role: Role, place: number) => string;
  readonly leadStageId: ((role: Role) => string) | null;
  readonly userId: (n: number) => number;
  readonly fieldId: (n: number, key: string) => string;
  readonly choiceId: (n: number) => number;
  readonly sourceId: (n: number, key: string) => string;
  readonly from: Firm['from'];
  readonly kopecks: boolean;
  readonly tags: boolean;
  readonly restores: boolean;
  /** a second stage of the lost, beside the one that every vendor has */
  readonly secondLost?: (pipeline: number) => string;
}

const people: readonly (readonly [string, string, boolean])[] = [
  ['Ольга', 'Егорова', true],
  ['Илья', 'Макаров', true],
  ['Вера', 'Сорокина', true],
  ['Роман', 'Гусев', true],
  ['Дарья', 'Белова', true],
  ['Пётр', 'Зимин', false],
];
const fields: readonly (readonly [string, string, FieldType, (readonly string[])?])[] = [
  ['contract_amount', 'Сумма договора', 'numeric'],
  ['contract_date', 'Дата договора', 'date'],
  ['prepayment', 'Предоплата', 'numeric'],
  ['prepayment_date', 'Дата предоплаты', 'date'],
  ['paid', 'Оплачено', 'numeric'],
  ['installation_date', 'Дата монтажа', 'date'],
  ['due_date', 'Срок оплаты', 'date'],
  ['materials_cost', 'Материалы', 'numeric'],
  ['delivery_cost', 'Доставка', 'numeric'],
  ['installation_cost', 'Стоимость монтажа', 'numeric'],
  ['product', 'Продукт', 'select', ['Кухни', 'Шкафы', 'Окна', 'Двери']],
  ['options', 'Дополнительно', 'multiselect', ['Подсветка', 'Фурнитура', 'Вынос мусора', 'Гарантия 5 лет']],
  ['call_result', 'Результат звонка', 'select', ['Отказ', 'Перенос', 'Замер', 'КП']],
  ['urgent', 'Срочно', 'checkbox'],
  ['comment', 'Комментарий', 'text'],
  ['utm_source', 'utm_source', 'tracking_data'],
];
const sources: readonly (readonly [string, string])[] = [
  ['WEB', 'Сайт'],
  ['CALL', 'Звонок'],
  ['ADVERTISING', 'Реклама'],
  ['RECOMMENDATION', 'Рекомендация'],
  ['SHOW', 'Выставка'],
];
const reasons = ['Дорого', 'Выбрали другого', 'Пропала потребность', 'Не дозвонились', 'Долго'];

/** Moscow: +03:00 all the year, and written out for whoever needs the name. */
export const ZONE = { name: 'Europe/Moscow', offsetMs: 3 * 3_600_000 } as const;

export function makeFirm(spelling: Spelling): Firm {
  let choice = 0;
  const choicesOf = (names: readonly string[]): Choice[] => names.map((name) => ({ id: spelling.choiceId((choice += 1)), name }));
  const pipeline = (n: 0 | 1, name: string, all: typeof roles): Pipeline => ({
    id: spelling.pipelineIds[n],
    name,
    stages: [
      ...[...all, ...wonLost].map(([role, title], place): Stage => ({ id: spelling.stageId(n, role, place), name: title, role })),
      ...(spelling.secondLost ? [{ id: spelling.secondLost(n), name: 'Анализ причины провала', role: 'lost' } as const] : []),
    ],
  });
  const { leadStageId } = spelling;
  return {
    pipelines: [
      pipeline(0, 'Новые клиенты', roles),
      pipeline(
        1,
        'Постоянные клиенты',
        roles.filter(([role]) => regular.includes(role)),
      ),
    ],
    leads:
      leadStageId === null
        ? null
        : {
            id: '',
            name: 'Лиды',
            stages: [...leadRoles, ['won', 'Качественный лид'] as const, ['lost', 'Некачественный лид'] as const].map(([role, name]) => ({
              id: leadStageId(role),
              name,
              role,
            })),
          },
    users: people.map(
      ([first, last, active], n): User => ({
        id: spelling.userId(n),
        first,
        last,
        email: `user${n + 1}@example.com`,
        active,
        group: n < 3 ? 1 : 2,
        admin: n === 0,
      }),
    ),
    groups: [
      { id: 1, name: 'Отдел продаж' },
      { id: 2, name: 'Сервис' },
    ],
    fields: fields.map(
      ([key, name, type, choices], n): Field => ({
        key,
        id: spelling.fieldId(n, key),
        name,
        type,
        ...(choices ? { choices: choicesOf(choices) } : {}),
      }),
    ),
    reasons: reasons.map((name) => ({ id: spelling.choiceId((choice += 1)), name })),
    sources: sources.map(([key, name], n) => ({ id: spelling.sourceId(n, key), name })),
    from: spelling.from,
    kopecks: spelling.kopecks,
    tags: spelling.tags,
    restores: spelling.restores,
    offsetMs: ZONE.offsetMs,
  };
}
