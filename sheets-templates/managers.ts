import type { SheetTemplate } from '../src/kernel/sheet-template';
import { crmWords } from './words';

export const managersSheet = {
  key: 'managers',
  group: 'inputs',
  title: { ru: 'Менеджеры', en: 'Managers' },
  note: {
    ru: 'Кто работает с заявками. Новые люди из CRM добавляются сюда сами, отдел и табельный номер впишите вы.',
    en: 'Who works with leads. New people of the CRM are added by themselves; departments and personnel numbers are yours to fill in.',
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
      note: { ru: 'Откуда пришёл менеджер.', en: 'Where the manager comes from.' },
    },
    manager_id: {
      title: { ru: 'Код в CRM', en: 'Id in the CRM' },
      unit: 'id',
      width: 130,
      note: { ru: 'Код пользователя в CRM, текстом.', en: 'Id of the user in the CRM, as text.' },
    },
    manager: {
      title: { ru: 'Менеджер', en: 'Manager' },
      unit: 'text',
      width: 180,
      note: {
        ru: 'Имя, которое стоит во всех отчётах. Одно имя в двух строках — один человек в отчётах.',
        en: 'Name in all reports. The same name in two rows is one person in the reports.',
      },
    },
    department: {
      title: { ru: 'Отдел', en: 'Department' },
      unit: 'text',
      width: 140,
      note: { ru: 'По отделам считаются планы и итоги.', en: 'Plans and totals are made by department.' },
    },
    role: {
      title: { ru: 'Роль', en: 'Role' },
      unit: 'text',
      width: 140,
      note: { ru: 'Например: менеджер, РОП, сервис.', en: 'For example: manager, head of sales, service.' },
    },
    personnel_number: {
      title: { ru: 'Табельный номер', en: 'Personnel number' },
      unit: 'id',
      width: 150,
      note: { ru: 'Для выгрузки ведомости бухгалтеру; ведущие нули сохраняются.', en: 'For the payroll register; leading zeros are kept.' },
    },
    active_from: {
      title: { ru: 'Работает с', en: 'Works from' },
      unit: 'day',
      width: 100,
      validation: { day: true },
      note: { ru: 'С какого дня учитывать оклад и планы.', en: 'First day of pay and plans.' },
    },
    active_to: {
      title: { ru: 'Работает по', en: 'Works until' },
      unit: 'day',
      width: 110,
      validation: { day: true },
      note: { ru: 'Последний рабочий день; пусто — работает.', en: 'Last working day; blank means still at work.' },
    },
  },
} as const satisfies SheetTemplate;
