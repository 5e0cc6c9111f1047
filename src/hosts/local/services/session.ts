/** Session: https://developers.google.com/apps-script/reference/base/session */
import { allowOnly, hasUi, here, Service } from './core';

export class Session extends Service {
  readonly title = 'Session';
  /** Blank for whoever calls the web app without signing in, and in triggers of others. */
  getActiveUser(): User {
    return new User(hasUi() || here().order.kind === 'trigger' ? here().order.place.owner : '');
  }
  getEffectiveUser(): User {
    allowOnly(['FULL'], 'Session.getEffectiveUser', 'userinfo.email');
    return new User(here().order.place.owner);
  }
  getActiveUserLocale(): string {
    return here().order.place.locale.slice(0, 2);
  }
  getScriptTimeZone(): string {
    return here().order.place.scriptTimeZone;
  }
  getTemporaryActiveUserKey(): string {
    return 'local-user';
  }
}

class User extends Service {
  readonly title = 'Session.User';
  constructor(readonly email: string) {
    super();
  }
  getEmail(): string {
    return this.email;
  }
  getUserLoginId(): string {
    return this.email;
  }
  override toString(): string {
    return this.email;
  }
}
