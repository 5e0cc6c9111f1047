import type { SheetTemplate } from '../src/kernel/sheet-template';
import { crmWords, outcomeWords } from './words';

export const stagesSheet = {
  key: 'stages',
  group: 'inputs',
  title: { ru: 'Этапы', en: 'Stages' },
  note: {
    ru: 'Что значит каждый этап CRM. Несопоставленные этапы считаются «в работе» и видны в листе «Проблемы».',
    en: 'What each CRM stage means. Stages that are not mapped count as in work and stand in the tab “Problems”.',
  },
  protection: 'open',
  frozenColumns: 3,
  columns: {
    crm: {
      title: { ru: 'CRM', en: 'CRM' },
      unit: 'word',
      width: 150,
      words: crmWords,
      validation: { list: 'words' },
      note: { ru: 'Откуда пришёл этап.', en: 'Where the stage comes from.' },
    },
    pipeline_id: {
      title: { ru: 'Код воронки', en: 'Pipeline id' },
      unit: 'id',
      width: 110,
      note: { ru: 'Код воронки в CRM.', en: 'Id of the pipeline in the CRM.' },
    },
    pipeline: { title: { ru: 'Воронка', en: 'Pipeline' }, unit: 'text', width: 160, note: { ru: 'Название воронки.', en: 'Name of the pipeline.' } },
    stage_id: {
      title: { ru: 'Код этапа', en: 'Stage id' },
      unit: 'id',
      width: 110,
      note: {
        ru: 'Код этапа в CRM. Коды 142 и 143 в amoCRM общие для всех воронок.',
        en: 'Id of the stage. 142 and 143 are shared by all pipelines of amoCRM.',
      },
    },
    stage: { title: { ru: 'Этап', en: 'Stage' }, unit: 'text', width: 220, note: { ru: 'Название этапа.', en: 'Name of the stage.' } },
    outcome: {
      title: { ru: 'Значение', en: 'Outcome' },
      unit: 'word',
      width: 150,
      words: outcomeWords,
      validation: { list: 'words' },
      note: {
        ru: 'Что этап значит для дела: от него зависят воронка, оборот и зарплата.',
        en: 'What the stage means for the business: funnel, turnover and pay depend on it.',
      },
    },
    position: {
      title: { ru: 'Порядок', en: 'Position' },
      unit: 'number',
      width: 90,
      format: '0',
      validation: { number: { min: 0 } },
      note: { ru: 'Место этапа в воронке.', en: 'Place of the stage in the funnel.' },
    },
    norm_days: {
      title: { ru: 'Норма, дней', en: 'Norm, days' },
      unit: 'number',
      width: 110,
      validation: { number: { min: 0 } },
      note: { ru: 'Сколько дней сделка обычно стоит на этапе.', en: 'How many days a deal usually stands in the stage.' },
    },
    probability: {
      title: { ru: 'Вероятность', en: 'Probability' },
      unit: 'ratio',
      width: 110,
      validation: { number: { min: 0, max: 1 } },
      note: { ru: 'Доля сделок, которые с этого этапа доходят до договора: 0,3 или 30 %.', en: 'Share of deals that reach a contract from here: 0.3 or 30 %.' },
    },
    required_fields: {
      title: { ru: 'Обязательные поля', en: 'Required fields' },
      unit: 'text',
      width: 220,
      note: { ru: 'Какие поля должны быть заполнены к этому этапу, через запятую.', en: 'Fields that must be filled in by this stage, separated by commas.' },
    },
  },
} as const satisfies SheetTemplate;
