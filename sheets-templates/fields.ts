import type { SheetTemplate } from '../src/kernel/sheet-template';
import { crmWords, entityWords, meaningWords } from './words';

export const fieldsSheet = {
  key: 'fields',
  group: 'inputs',
  title: { ru: 'Поля CRM', en: 'CRM fields' },
  note: {
    ru: 'Какое поле CRM что значит. Новые поля добавляются сюда сами; выберите значение, и уже пришедшие сделки будут перечитаны.',
    en: 'Which CRM field means what. New fields are added by themselves; choose a meaning, and deals already received are read again.',
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
      note: { ru: 'Откуда пришло поле.', en: 'Where the field comes from.' },
    },
    entity: {
      title: { ru: 'Чьё поле', en: 'Entity' },
      unit: 'word',
      width: 120,
      words: entityWords,
      validation: { list: 'words' },
      note: { ru: 'Поле сделки, контакта или компании.', en: 'Field of a deal, contact or company.' },
    },
    field_id: { title: { ru: 'Код поля', en: 'Field id' }, unit: 'id', width: 110, note: { ru: 'Код поля в CRM.', en: 'Id of the field in the CRM.' } },
    field: { title: { ru: 'Поле', en: 'Field' }, unit: 'text', width: 240, note: { ru: 'Название поля в CRM.', en: 'Name of the field in the CRM.' } },
    meaning: {
      title: { ru: 'Значение', en: 'Meaning' },
      unit: 'word',
      width: 190,
      words: meaningWords,
      validation: { list: 'words' },
      note: { ru: 'Что брать из этого поля; пусто — поле не нужно.', en: 'What is taken from this field; blank means it is not needed.' },
    },
  },
} as const satisfies SheetTemplate;
