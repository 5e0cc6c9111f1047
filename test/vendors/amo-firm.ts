import { makeFirm } from './firm';
import type { Firm } from './model';

/** The firm as an account of amoCRM: numbers of eight digits; won is 142 and lost 143 in every pipeline (crm-formats 2). */
const pipelineIds = ['8100001', '8100002'] as const;
export const amoFirm: Firm = makeFirm({
  pipelineIds,
  stageId: (pipeline, role, place) => (role === 'won' ? '142' : role === 'lost' ? '143' : String(68_100_001 + pipeline * 1000 + place * 4)),
  leadStageId: null,
  userId: (n) => 11_087_100 + n * 17,
  fieldId: (n) => String(752_001 + n * 2),
  choiceId: (n) => 908_100 + n * 3,
  sourceId: (n) => String(19_500 + n),
  from: { deal: 32_000_000, lead: 0, contact: 37_000_000, company: 36_000_000, task: 1_560_000, note: 4_600_000, event: 1_000_000 },
  kopecks: false,
  tags: true,
  restores: true,
});
export const ACCOUNT = { id: 32_427_001, subdomain: 'okna-test' } as const;
/** Fields of contacts and companies; phone and e-mail have the same ids in both. */
export const sideFields = {
  phone: { id: 770_001, name: 'Телефон', code: 'PHONE', type: 'multitext' },
  email: { id: 770_003, name: 'Email', code: 'EMAIL', type: 'multitext' },
  position: { id: 770_005, name: 'Должность', code: 'POSITION', type: 'text' },
  birthday: { id: 770_007, name: 'День рождения', code: null, type: 'birthday' },
  inn: { id: 770_009, name: 'ИНН', code: null, type: 'text' },
  web: { id: 770_011, name: 'Web', code: 'WEB', type: 'url' },
} as const;
export const MOBILE = { id: 552_471, code: 'MOB' } as const;
export const WORK = { id: 552_473, code: 'WORK' } as const;
