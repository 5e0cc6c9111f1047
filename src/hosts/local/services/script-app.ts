/** ScriptApp: triggers and facts about the script. https://developers.google.com/apps-script/reference/script/script-app */
import type { TriggerPlan, TriggerState } from '../trigger-types';
import { allowOnly, enumName, enumOf, here, Service, ServiceError } from './core';

const weekDays = enumOf('ScriptApp.WeekDay', ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY']);
const authModes = enumOf('ScriptApp.AuthMode', ['NONE', 'CUSTOM_FUNCTION', 'LIMITED', 'FULL']);
const authStatus = enumOf('ScriptApp.AuthorizationStatus', ['REQUIRED', 'NOT_REQUIRED']);
const eventTypes = enumOf('ScriptApp.EventType', ['CLOCK', 'ON_OPEN', 'ON_EDIT', 'ON_FORM_SUBMIT', 'ON_CHANGE', 'ON_EVENT_UPDATED']);
const sources = enumOf('ScriptApp.TriggerSource', ['SPREADSHEETS', 'CLOCK', 'FORMS', 'DOCUMENTS', 'CALENDAR']);
const memberOf = (holder: Service, name: string): unknown => (holder as unknown as { variables: Map<string, unknown> }).variables.get(name);

/** `ScriptApp.AuthMode` value of an event. */
export const authModeOf = (mode: string): unknown => memberOf(authModes, mode);

export class ScriptApp extends Service {
  readonly title = 'ScriptApp';
  get WeekDay(): Service {
    return weekDays;
  }
  get AuthMode(): Service {
    return authModes;
  }
  get AuthorizationStatus(): Service {
    return authStatus;
  }
  get EventType(): Service {
    return eventTypes;
  }
  get TriggerSource(): Service {
    return sources;
  }
  newTrigger(functionName: unknown): TriggerBuilder {
    allowOnly(['FULL'], 'ScriptApp.newTrigger', 'script.scriptapp');
    return new TriggerBuilder(String(functionName));
  }
  getProjectTriggers(): readonly Trigger[] {
    allowOnly(['FULL'], 'ScriptApp.getProjectTriggers', 'script.scriptapp');
    here().charge('getProjectTriggers', 0, 0);
    return (here().ask('triggers.all') as readonly TriggerState[]).map((state) => new Trigger(state));
  }
  deleteTrigger(trigger: unknown): void {
    allowOnly(['FULL'], 'ScriptApp.deleteTrigger', 'script.scriptapp');
    if (!(trigger instanceof Trigger)) throw new ServiceError("The parameters (null) don't match the method signature for ScriptApp.deleteTrigger.");
    here().charge('deleteTrigger', 0, 0);
    here().ask('triggers.delete', trigger.state.id);
  }
  getScriptId(): string {
    return here().order.place.scriptId;
  }
  getService(): WebService {
    return new WebService();
  }
  getAuthorizationInfo(): AuthorizationInfo {
    return new AuthorizationInfo();
  }
}

class WebService extends Service {
  readonly title = 'ScriptApp.Service';
  getUrl(): string {
    return here().order.place.execUrl;
  }
  isEnabled(): boolean {
    return true;
  }
}

class AuthorizationInfo extends Service {
  readonly title = 'ScriptApp.AuthorizationInfo';
  getAuthorizationStatus(): unknown {
    return memberOf(authStatus, 'NOT_REQUIRED');
  }
  getAuthorizationUrl(): null {
    return null;
  }
}

class Trigger extends Service {
  readonly title = 'ScriptApp.Trigger';
  constructor(readonly state: TriggerState) {
    super();
  }
  getUniqueId(): string {
    return this.state.id;
  }
  getHandlerFunction(): string {
    return this.state.function;
  }
  getEventType(): unknown {
    return memberOf(eventTypes, { onEdit: 'ON_EDIT', onChange: 'ON_CHANGE', onOpen: 'ON_OPEN' }[this.state.plan.on as string] ?? 'CLOCK');
  }
  getTriggerSource(): unknown {
    return memberOf(sources, ['onEdit', 'onChange', 'onOpen'].includes(this.state.plan.on) ? 'SPREADSHEETS' : 'CLOCK');
  }
  getTriggerSourceId(): string | null {
    return ['onEdit', 'onChange', 'onOpen'].includes(this.state.plan.on) ? here().order.place.spreadsheetId : null;
  }
}

class TriggerBuilder extends Service {
  readonly title = 'ScriptApp.TriggerBuilder';
  constructor(readonly handler: string) {
    super();
  }
  timeBased(): ClockTriggerBuilder {
    return new ClockTriggerBuilder(this.handler);
  }
  forSpreadsheet(spreadsheet: unknown): SpreadsheetTriggerBuilder {
    const id = spreadsheet instanceof Service ? here().order.place.spreadsheetId : String(spreadsheet);
    if (id !== here().order.place.spreadsheetId) throw new ServiceError(`Document ${id} is missing (perhaps it was deleted, or you don't have read access?)`);
    return new SpreadsheetTriggerBuilder(this.handler);
  }
}

function create(handler: string, plan: TriggerPlan | null): Trigger {
  if (plan === null) throw new ServiceError('The trigger has no time or event: choose one before create().');
  here().charge('create', 0, 0);
  return new Trigger(here().ask('triggers.create', handler, plan) as TriggerState);
}

class SpreadsheetTriggerBuilder extends Service {
  readonly title = 'ScriptApp.SpreadsheetTriggerBuilder';
  plan: TriggerPlan | null = null;
  constructor(readonly handler: string) {
    super();
  }
  onEdit(): this {
    this.plan = { on: 'onEdit' };
    return this;
  }
  onChange(): this {
    this.plan = { on: 'onChange' };
    return this;
  }
  onOpen(): this {
    this.plan = { on: 'onOpen' };
    return this;
  }
  create(): Trigger {
    return create(this.handler, this.plan);
  }
}

/** https://developers.google.com/apps-script/reference/script/clock-trigger-builder */
class ClockTriggerBuilder extends Service {
  readonly title = 'ScriptApp.ClockTriggerBuilder';
  every: { minutes?: number; hours?: number; days?: number; weekDay?: number } = {};
  once: number | null = null;
  hour = 0;
  minute = 0;
  zone: string | null = null;
  constructor(readonly handler: string) {
    super();
  }
  everyMinutes(n: unknown): this {
    if (![1, 5, 10, 15, 30].includes(Number(n)))
      throw new ServiceError('The value you passed to everyMinutes was invalid. It must be one of 1, 5, 10, 15 or 30.');
    this.every = { minutes: Number(n) };
    return this;
  }
  everyHours(n: unknown): this {
    this.every = { hours: Number(n) };
    return this;
  }
  everyDays(n: unknown): this {
    this.every = { days: Number(n) };
    return this;
  }
  onWeekDay(day: unknown): this {
    this.every = { weekDay: ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'].indexOf(enumName(day)) };
    return this;
  }
  atHour(hour: unknown): this {
    if (!(Number(hour) >= 0 && Number(hour) <= 23)) throw new ServiceError(`Invalid argument: ${String(hour)}`);
    this.hour = Number(hour);
    return this;
  }
  nearMinute(minute: unknown): this {
    this.minute = Number(minute);
    return this;
  }
  inTimezone(zone: unknown): this {
    this.zone = String(zone);
    return this;
  }
  after(ms: unknown): this {
    this.once = here().ask('now') as number;
    this.once += Number(ms);
    return this;
  }
  at(date: unknown): this {
    this.once = Number(date);
    return this;
  }
  create(): Trigger {
    const { minutes, hours, days, weekDay } = this.every;
    const zone = this.zone ?? here().order.place.scriptTimeZone;
    if (this.once !== null) return create(this.handler, { on: 'once', at: this.once });
    if (minutes !== undefined) return create(this.handler, { on: 'minutes', every: minutes });
    if (hours !== undefined) return create(this.handler, { on: 'minutes', every: hours * 60 });
    if (days !== undefined) return create(this.handler, { on: 'days', every: days, weekDay: null, hour: this.hour, minute: this.minute, zone });
    if (weekDay !== undefined) return create(this.handler, { on: 'days', every: 1, weekDay, hour: this.hour, minute: this.minute, zone });
    return create(this.handler, null);
  }
}
