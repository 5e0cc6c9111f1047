import type { Meaning, Outcome } from '../facts/rows';

/** What the name of a stage or field suggests: only offered in the sidebar, a person confirms it. The first rule that fits wins, so the narrower ones stand first. */
const outcomeWords: readonly (readonly [RegExp, Outcome])[] = [
  [/дубл|duplicate/i, 'duplicate'],
  [/брак|спам|нецелев|junk|spam|unqualified/i, 'junk'],
  [/отказ|не реализ|проигр|слив|потер|lost|refus|reject/i, 'refusal'],
  [/отлож|перен[оё]с|пауз|postpon|on hold/i, 'postponed'],
  [/успешно|выполнен|заверш|закрыт|монтаж.*(сдан|готов)|won|done|complete/i, 'done'],
  [/договор|предоплат|аванс|подписан|contract|signed/i, 'contract'],
  [/\bкп\b|(^|[^а-я])кп([^а-я]|$)|коммерч|предложени|смет|расч[её]т|quote|offer|proposal|estimate/i, 'quote'],
  [/замер|выезд|measure|survey/i, 'measurement'],
  [/монтаж|установк|производств|изготовл|доставк|install|production|delivery/i, 'contract'], // comes after signing: whoever leaves the contract takes it back
  [/неразобр|новая|новый|заявк|первичн|incoming|\bnew\b/i, 'new'],
  [/работ|контакт|переговор|квалиф|звон|progress|\bcall|contacted|negotiat/i, 'in_work'],
];
const meaningWords: readonly (readonly [RegExp, Meaning])[] = [
  [/дат.*(предоплат|аванс)|prepay.*date/i, 'prepayment_date'],
  [/предоплат|аванс|prepay/i, 'prepayment'],
  [/дат.*(договор|подпис)|contract.*date/i, 'contract_date'],
  [/срок.*(оплат|платеж)|due/i, 'due_date'],
  [/дат.*(оплат|доплат|платеж)|paid.*date|payment.*date/i, 'paid_date'],
  [/доплат|остат|оплачен|оплата|paid/i, 'paid'],
  [/дат.*(монтаж|установ)|install.*date/i, 'installation_date'],
  [/(монтаж|установ)|install/i, 'installation_cost'],
  [/доставк|deliver/i, 'delivery_cost'],
  [/материал|закуп|себестоим|material/i, 'materials_cost'],
  [/(проч|друг).*(расход|затрат)|other.*cost/i, 'other_cost'],
  [/потенциал|potential/i, 'potential_amount'],
  [/сумма.*договор|contract.*amount/i, 'contract_amount'],
  [/прайс|без скидки|list price/i, 'list_price'],
  [/причин.*(отказ|закрыт)|lost reason|refusal/i, 'refusal_reason'],
  [/тип.*клиент|client type/i, 'client_type'],
  [/квалификац|qualif/i, 'qualification'],
  [/источник|канал|source|utm_source/i, 'source'],
  [/продукт|товар|издели|product/i, 'product'],
  [/отдел|подраздел|department/i, 'department'],
];

const first = <T>(name: string, rules: readonly (readonly [RegExp, T])[]): T | '' => rules.find(([words]) => words.test(name))?.[1] ?? '';
/** '' when the name says nothing. */
export const guessOutcome = (name: string): Outcome | '' => first(name, outcomeWords);
/** '' when the name says nothing. */
export const guessMeaning = (name: string): Meaning | '' => first(name, meaningWords);
