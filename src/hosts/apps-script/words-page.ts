import { sentencesFrom } from '../../i18n/speak';
import { type ColumnNotes, fillNotes, fillSettingNotes, type SettingNotes } from '../../jobs/column-notes';
import type { Words } from '../../kernel/sheet-template';

interface WordsPage {
  readonly columns: ColumnNotes;
  readonly settings: SettingNotes;
  readonly sentences: Readonly<Record<string, Words>>;
}
/** dist/Words.html, which the build writes. `getRawContent` gives a file as it stands: developers.google.com/apps-script/reference/html/html-template */
const wordsPage = (): WordsPage => JSON.parse(HtmlService.createTemplateFromFile('Words').getRawContent()) as WordsPage;

/** Nothing is read yet: faults and problems ask for their sentences when the first is spoken. */
export const findSentences = (): void =>
  sentencesFrom(() => {
    const { sentences, settings } = wordsPage();
    fillSettingNotes(settings); // a wrong setting is told with its note
    return sentences;
  });
/** Notes and formulas into the templates and notes into the settings, for Install. */
export function readNotes(): void {
  const { columns, settings } = wordsPage();
  fillNotes(columns);
  fillSettingNotes(settings);
}
