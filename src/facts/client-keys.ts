/** By what the same client is known in another CRM: phones as `+79161234567`, e-mails, tax ids of Russia as their digits. Pure; what identifies nobody is left out. */

/** What parts two phones written into one field, and what only the switchboard understands. */
const APART = /[,;/|\n]|\s(?:и|или|and|or)\s/i,
  EXTENSION = /(?:доб|внутр?|вн|ext|x|#|\*).*$/i;
/** Seven times the same digit at the end: typed to get past a form, so it is everybody's. */
const MADE_UP = /(\d)\1{6}$/;

/**
 * Phones in a field, each as `+` and its digits from the country on.
 *
 * Shape   `8 (916) 123-45-67 доб. 5, +49 30 901820` -> `+79161234567`, `+4930901820`; Russian ones with 8, +7, 7 or without are the same; a local number without its town and one made up are none
 */
export function phonesIn(text: string): string[] {
  return text.split(APART).flatMap((one) => {
    const plain = one.replace(EXTENSION, ''),
      digits = plain.replace(/\D/g, '');
    const number = abroad(plain, digits) ?? russian(digits);
    return number === null || number.length < 8 || number.length > 15 || MADE_UP.test(number) ? [] : [`+${number}`];
  });
}
/** With a plus, 00 or 8-10 before the country; null where it may be a Russian one. */
function abroad(plain: string, digits: string): string | null {
  const rest = /^\D*\+/.test(plain) ? digits : /^(?:00|810)\d{9}/.test(digits) ? digits.replace(/^(?:00|810)/, '') : null;
  return rest === null || /^8[39]\d{9}$/.test(rest) ? null : rest; // nobody has the codes 83 and 89: an 8 after a plus is a slip
}
const russian = (digits: string): string | null =>
  /^[78][3-9]\d{9}$/.test(digits) ? `7${digits.slice(1)}` : /^[3-9]\d{9}$/.test(digits) ? `7${digits}` : digits.length > 11 ? digits : null; // no code of a Russian town or network begins with 0, 1 or 2

/** E-mail addresses in a field, in small letters; addresses nobody reads are none. */
export const emailsIn = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/mailto:/g, '')
    .split(/[\s,;<>"'()]+/)
    .filter((one) => /^[^@]+@[^@]+\.[^@.]+$/.test(one) && !/^no-?reply@/.test(one));

const digit = (inn: string, weights: readonly number[]): number => (weights.reduce((sum, weight, i) => sum + weight * Number(inn[i]), 0) % 11) % 10;
const TEN = [2, 4, 10, 3, 5, 9, 4, 6, 8],
  ELEVEN = [7, ...TEN],
  TWELVE = [3, ...ELEVEN];

/** A tax id (ИНН) of 10 or 12 digits whose check digits agree, what follows it (КПП) left off; a zero that a spreadsheet took from its front is put back. Else ''. */
export function innIn(text: string): string {
  const found = /^\D*(\d{9,12})(?!\d)/.exec(text.replace(/(\d)[\s\u00a0](?=\d)/g, '$1'))?.[1] ?? '',
    inn = found.length % 2 === 1 ? `0${found}` : found;
  const agrees =
    inn.length === 10
      ? digit(inn, TEN) === Number(inn[9])
      : inn.length === 12 && digit(inn, ELEVEN) === Number(inn[10]) && digit(inn, TWELVE) === Number(inn[11]);
  return agrees && !/^0+$/.test(inn) ? inn : '';
}

/** All keys of a client, as one text apart by blanks, in order: the columns `keys` of contacts and companies and `client_keys` of deals. */
export const clientKeys = ({ phone = '', email = '', inn = '' }: { readonly phone?: string; readonly email?: string; readonly inn?: string }): string =>
  [...new Set([...phonesIn(phone), ...emailsIn(email), innIn(inn)])]
    .filter((key) => key !== '')
    .sort()
    .join(' ');
