import { makeFirm } from './firm';
import type { Field, Firm, Role } from './model';

/** The firm as a portal of Bitrix24 (crm-formats 3.3): words for stages, `C1:` before those of another funnel, small numbers for people. */
const main: Readonly<Record<Role, string>> = {
  new: 'NEW',
  call: 'UC_7K2QDA',
  measure: 'PREPARATION',
  offer: 'PREPAYMENT_INVOICE',
  contract: 'EXECUTING',
  prepaid: 'FINAL_INVOICE',
  install: 'UC_X1M90B',
  won: 'WON',
  lost: 'LOSE',
};
const lead: Partial<Record<Role, string>> = { new: 'NEW', call: 'IN_PROCESS', won: 'CONVERTED', lost: 'JUNK' };

export const b24Firm: Firm = makeFirm({
  pipelineIds: ['0', '1'],
  stageId: (pipeline, role) => (pipeline === 0 ? main[role] : `C1:${main[role]}`),
  secondLost: (pipeline) => (pipeline === 0 ? 'APOLOGY' : 'C1:APOLOGY'),
  leadStageId: (role) => lead[role] ?? 'NEW',
  userId: (n) => 1 + n * 4,
  fieldId: (n) => `UF_CRM_${1_720_000_001_000 + n * 137}`,
  choiceId: (n) => 45 + n * 2,
  sourceId: (_n, key) => key,
  from: { deal: 400, lead: 1500, contact: 80, company: 9, task: 5000, note: 5000, event: 30 },
  kopecks: true,
  tags: false,
  restores: false,
});
/** Portals keep the lost reason in a field of their own. */
export const reasonField: Field = { key: 'reason', id: 'UF_CRM_1720000099000', name: 'Причина отказа', type: 'select', choices: b24Firm.reasons };
export const PORTAL = { domain: 'okna-test.bitrix24.ru', member: '0f1e2d3c4b5a69788796a5b4c3d2e1f0', token: 'abcdefghijklmnopqrstuvwxyz012345' } as const;
/** `UF_CRM_1720…` as the newer methods spell it */
export const camelField = (id: string): string => id.replace('UF_CRM_', 'ufCrm_');

export type Semantic = 'P' | 'S' | 'F';
export const semanticOf = (role: Role): Semantic => (role === 'won' ? 'S' : role === 'lost' ? 'F' : 'P');
