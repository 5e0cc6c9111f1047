import { sentencesFrom } from '../../i18n/speak';
import { type ColumnNotes, fillNotes } from '../../jobs/column-notes';
import type { Words } from '../../kernel/sheet-template';

interface WordsPage {
  readonly columns: ColumnNotes;
  readonly sentences: Readonly<Record<string, Words>>;
}
/** dist/Words.html, which the build writes. `getRawContent` gives a file as it stands: developers.google.com/apps-script/reference/html/html-template */
const wordsPage = (): WordsPage => JSON.parse(HtmlService.createTemplateFromFile('Words').getRawContent()) as WordsPage;

/** Nothing is read yet: faults and problems ask for their sentences when the first is spoken. */
export const findSentences = (): void => sentencesFrom(() => wordsPage().sentences);
/** Notes and formulas into the templates, for Install. */
export const readNotes = (): void => fillNotes(wordsPage().columns);
