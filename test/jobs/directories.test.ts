import { fieldsSheet } from '../../sheets-templates/fields';
import { managersSheet } from '../../sheets-templates/managers';
import { stagesSheet } from '../../sheets-templates/stages';
import { saveDirectories } from '../../src/jobs/directories';
import { CRM, fakeCrm } from './pull-crm';
import { connected } from './pull-setting';

const crm = fakeCrm();
crm.directories = {
  managers: [
    { id: '1', name: 'Анна', active: true, department: 'Север' },
    { id: '2', name: 'Борис', active: true, department: 'Юг' },
    { id: '3', name: 'Вера', active: false, department: '' },
  ],
  stages: [
    { pipelineId: '7', pipeline: 'Продажи', stageId: '70', stage: 'Новая', position: 1, semantics: 'open' },
    { pipelineId: '7', pipeline: 'Продажи', stageId: '71', stage: 'Замер', position: 2, semantics: 'open' },
    { pipelineId: '7', pipeline: 'Продажи', stageId: '142', stage: 'Успешно', position: 3, semantics: 'won' },
    { pipelineId: '7', pipeline: 'Продажи', stageId: '143', stage: 'Закрыто', position: 4, semantics: 'lost' },
  ],
  fields: [
    { entity: 'deal', id: '900', name: 'Сумма договора' },
    { entity: 'contact', id: '900', name: 'Телефон' },
  ],
};
const stage = (id: string, name: string, outcome: string): Record<string, string | number> => ({
  crm: CRM,
  pipeline_id: '7',
  pipeline: '7',
  stage_id: id,
  stage: name,
  outcome,
});

describe('directories', () => {
  const memory = connected(crm);
  memory.put(managersSheet, [
    { crm: CRM, manager_id: '1', manager: 'Аня из офиса', department: '' },
    { crm: CRM, manager_id: '2', manager: '', department: 'Запад' },
    { crm: 'bitrix24', manager_id: '3', manager: '', department: '' },
  ]);
  memory.put(stagesSheet, [stage('70', '70', 'in_work'), stage('71', 'Выезд', 'measurement'), stage('142', '142', 'unmapped')]);
  memory.put(fieldsSheet, [{ crm: CRM, entity: 'deal', field_id: '900', field: '900', meaning: 'contract_amount' }]);
  const saved = saveDirectories(memory.world(), CRM);
  const names = (sheet: typeof managersSheet | typeof stagesSheet | typeof fieldsSheet, ...keys: string[]): string[] =>
    memory.rows(sheet).map((row) => keys.map((key) => String(row[key] ?? '')).join(' | '));

  test('a name that a person wrote stays, a blank one is filled, another CRM is left alone, who is new is added', () =>
    expect(names(managersSheet, 'crm', 'manager_id', 'manager', 'department')).toEqual([
      'amocrm | 1 | Аня из офиса | Север',
      'amocrm | 2 | Борис | Запад',
      'bitrix24 | 3 |  | ',
      'amocrm | 3 | Вера | ',
    ]));
  test('a stage keeps its name and outcome where a person gave them; won and lost get theirs', () =>
    expect(names(stagesSheet, 'stage_id', 'pipeline', 'stage', 'outcome', 'position')).toEqual([
      '70 | Продажи | Новая | in_work | 1',
      '71 | Продажи | Выезд | measurement | 2',
      '142 | Продажи | Успешно | contract | 3',
      '143 | Продажи | Закрыто | refusal | 4',
    ]));
  test('the same id of a deal and of a contact are two fields', () =>
    expect(names(fieldsSheet, 'entity', 'field_id', 'field', 'meaning')).toEqual([
      'deal | 900 | Сумма договора | contract_amount',
      'contact | 900 | Телефон | ',
    ]));
  test('the tabs are noted as edited, so that deals are told anew; a second time nothing is written', () => {
    expect(saved).toEqual({ managers: 3, stages: 4, fields: 2 });
    expect(memory.store.get('inputs.edited')?.split(' ').sort()).toEqual(['fields', 'managers', 'stages']);
    memory.calls();
    expect(saveDirectories(memory.world(), CRM)).toEqual({ managers: 0, stages: 0, fields: 0 });
    expect(memory.calls().filter((call) => /^(write|append)/.test(call))).toEqual([]);
  });
});
