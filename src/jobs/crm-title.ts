import { crmWords } from '../../sheets-templates/words';
import type { Lang, Words } from '../kernel/sheet-template';

/** A CRM's own name for people; the word itself where we have none. */
export const crmTitle = (crm: string, lang: Lang): string =>
  (Object.hasOwn(crmWords, crm) ? (crmWords as Readonly<Record<string, Words>>)[crm]?.[lang] : undefined) ?? crm;
/** Details of a fault for people: a CRM by its name. */
export const forPeople = (details: Readonly<Record<string, unknown>>, lang: Lang): Readonly<Record<string, unknown>> =>
  typeof details.crm === 'string' ? { ...details, crm: crmTitle(details.crm, lang) } : details;
