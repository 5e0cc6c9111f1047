import { readQuery } from '../../../src/hosts/apps-script/web-query';

test.each([
  ['crm=amocrm&k=ab%2Bc', { crm: 'amocrm', k: 'ab+c' }, 'as a CRM sends it'],
  ['k=one&k=two', { k: 'one' }, 'the first holds'],
  ['k', { k: '' }, 'a key alone'],
  ['k=%E0%A4%A', { k: '%E0%A4%A' }, 'what cannot be decoded stands as it came'],
  ['__proto__=x&constructor=y', { constructor: 'y' }, 'names that objects have'],
  ['', {}, 'nothing'],
  [undefined, {}, 'no query at all'],
] as const)('%s', (query, expected, _why) => expect({ ...readQuery(query) }).toEqual(expected));
