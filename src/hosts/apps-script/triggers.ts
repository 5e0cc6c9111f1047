/** Globals that the clock and the workbook call; each exists once, however often the add-on is installed. */
const wanted = {
  everyMinute: () => ScriptApp.newTrigger('everyMinute').timeBased().everyMinutes(1).create(),
  everyNight: () => ScriptApp.newTrigger('everyNight').timeBased().everyDays(1).atHour(3).create(),
  onStructure: () => ScriptApp.newTrigger('onStructure').forSpreadsheet(SpreadsheetApp.getActive()).onChange().create(),
} as const;

/** Makes the triggers that are missing (20 a user and script at most). */
export function startTriggers(): void {
  const held = ScriptApp.getProjectTriggers().map((trigger) => trigger.getHandlerFunction());
  for (const [name, make] of Object.entries(wanted)) if (!held.includes(name)) make();
}
