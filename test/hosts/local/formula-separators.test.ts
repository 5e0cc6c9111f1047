import { withCommas } from '../../../src/hosts/local/owner/formula-separators';

test.each([
  { why: 'semicolons part arguments in every locale', typed: '=SUM(A1;B1)', kept: '=SUM(A1,B1)' },
  { why: 'commas stay', typed: '=SUM(A1,B1)', kept: '=SUM(A1,B1)' },
  { why: 'a text in quotes is a text', typed: '=IF(A1=0;"a;b";1)', kept: '=IF(A1=0,"a;b",1)' },
  { why: 'a quote inside a text is written twice', typed: '=IF(A1="""";"x";1)', kept: '=IF(A1="""","x",1)' },
  { why: 'a name of a tab may hold anything', typed: "=SUM('a;b'!A1;1)", kept: "=SUM('a;b'!A1,1)" },
  { why: 'rows of an array in braces', typed: '=SUM({1;2};3)', kept: '=SUM({1;2},3)' },
])('$why', ({ typed, kept }) => expect(withCommas(typed)).toBe(kept));
