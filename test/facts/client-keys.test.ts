import { clientKeys, emailsIn, innIn, phonesIn } from '../../src/facts/client-keys';

test.each([
  { why: 'as people write it in Russia', text: '8 (916) 123-45-67', phones: ['+79161234567'] },
  { why: 'as a CRM keeps it', text: '+79161234567', phones: ['+79161234567'] },
  { why: 'no plus', text: '79161234567', phones: ['+79161234567'] },
  { why: 'neither 8 nor 7', text: '916 123 45 67', phones: ['+79161234567'] },
  { why: 'an 8 after the plus is a slip', text: '+8 916 123 45 67', phones: ['+79161234567'] },
  { why: 'a town with an 8 in its code', text: '8(812)3254567', phones: ['+78123254567'] },
  { why: 'an extension is for the switchboard', text: '+7 495 987-65-40 доб. 112', phones: ['+74959876540'] },
  { why: 'an extension in English', text: '+7 495 987-65-40 ext 112', phones: ['+74959876540'] },
  { why: 'a word before it', text: 'моб.: 8-916-123-45-67', phones: ['+79161234567'] },
  { why: 'two in one field', text: '8 916 123-45-67, 8 495 987 65 40', phones: ['+79161234567', '+74959876540'] },
  { why: 'two, and a slash', text: '89161234567/84959876540', phones: ['+79161234567', '+74959876540'] },
  { why: 'two, and a word', text: '89161234567 или 84959876540', phones: ['+79161234567', '+74959876540'] },
  { why: 'Germany', text: '+49 30 901820', phones: ['+4930901820'] },
  { why: 'Germany dialled with 00', text: '0049 30 901820', phones: ['+4930901820'] },
  { why: 'Germany dialled from Russia', text: '8-10-49-30-901820', phones: ['+4930901820'] },
  { why: 'Belarus without a plus', text: '375291234568', phones: ['+375291234568'] },
  { why: 'Korea has the code 82', text: '+82 10 9876 543', phones: ['+82109876543'] },
  { why: 'Kazakhstan shares the 7', text: '8 701 555 44 33', phones: ['+77015554433'] },
  { why: 'a number of the town alone is many', text: '987-65-40', phones: [] },
  { why: 'made up of one digit', text: '+7 999 999-99-99', phones: [] },
  { why: 'the row of keys is no code of a town', text: '81234567890', phones: [] },
  { why: 'zeros', text: '80000000000', phones: [] },
  { why: 'no number at all', text: 'нет телефона', phones: [] },
  { why: 'too long for a phone', text: '4276 3800 1234 5678 99', phones: [] },
])('phone, $why: $text', ({ text, phones }) => expect(phonesIn(text)).toEqual(phones));

test.each([
  { why: 'in any case, with blanks', text: '  Anna@Romashka.RU ', emails: ['anna@romashka.ru'] },
  { why: 'two', text: 'a@b.ru; c@d.com', emails: ['a@b.ru', 'c@d.com'] },
  { why: 'with a name', text: '"Анна" <anna@b.ru>', emails: ['anna@b.ru'] },
  { why: 'a link', text: 'mailto:a@b.ru', emails: ['a@b.ru'] },
  { why: 'nobody reads it', text: 'no-reply@shop.ru', emails: [] },
  { why: 'no domain', text: 'anna@', emails: [] },
])('e-mail, $why', ({ text, emails }) => expect(emailsIn(text)).toEqual(emails));

test.each([
  { why: 'a company', text: '7707083893', inn: '7707083893' }, // 7·2+7·4+0·10+7·3+0·5+8·9+3·4+8·6+9·8 = 267, mod 11 = 3
  { why: 'with its KPP', text: '7707083893/770701001', inn: '7707083893' },
  { why: 'with the word', text: 'ИНН 7707083893', inn: '7707083893' },
  { why: 'in groups', text: '7707 083 893', inn: '7707083893' },
  { why: 'a person', text: '500100732259', inn: '500100732259' },
  { why: 'one digit wrong', text: '7707083894', inn: '' },
  { why: 'a person, one digit wrong', text: '500100732258', inn: '' },
  { why: 'the zero in front was lost', text: '105001210', inn: '0105001210' }, // 0·2+1·4+0·10+5·3+0·5+0·9+1·4+2·6+1·8 = 43, mod 11 = 10, mod 10 = 0
  { why: 'zeros agree with themselves', text: '0000000000', inn: '' },
  { why: 'a phone', text: '+79161234567', inn: '' },
  { why: 'eleven digits that fit nothing', text: '12345678901', inn: '' },
])('tax id, $why', ({ text, inn }) => expect(innIn(text)).toBe(inn));

test('keys of a client: each once, in order, whatever the spelling', () => {
  const keys = '+74959876540 +79161234567 7707083893 anna@b.ru';
  expect(clientKeys({ phone: '8 916 123-45-67, +7 495 987 65 40, 79161234567', email: 'Anna@B.ru', inn: '7707083893' })).toBe(keys);
  expect(clientKeys({ phone: '', email: 'none', inn: '1' })).toBe('');
});
