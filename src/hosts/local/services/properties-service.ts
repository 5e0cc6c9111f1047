/** PropertiesService: https://developers.google.com/apps-script/reference/properties/properties. Each read or write is one round trip. */
import { allowOnly, here, Service, ServiceError } from './core';

export class PropertiesService extends Service {
  readonly title = 'PropertiesService';
  getScriptProperties(): Properties {
    allowOnly(['LIMITED', 'CUSTOM_FUNCTION', 'FULL'], 'PropertiesService.getScriptProperties');
    return new Properties('script');
  }
  getUserProperties(): Properties {
    allowOnly(['LIMITED', 'CUSTOM_FUNCTION', 'FULL'], 'PropertiesService.getUserProperties');
    return new Properties('user');
  }
  getDocumentProperties(): Properties {
    allowOnly(['LIMITED', 'CUSTOM_FUNCTION', 'FULL'], 'PropertiesService.getDocumentProperties');
    return new Properties('document');
  }
}

type Values = Readonly<Record<string, string>>;

class Properties extends Service {
  readonly title = 'PropertiesService.Properties';
  constructor(readonly kind: string) {
    super();
  }
  getProperty(key: unknown): string | null {
    here().charge('getProperty', 0, 0);
    return here().ask('properties.get', this.kind, String(key)) as string | null;
  }
  getProperties(): Values {
    here().charge('getProperties', 0, 0);
    return here().ask('properties.all', this.kind) as Values;
  }
  getKeys(): readonly string[] {
    here().charge('getKeys', 0, 0);
    return Object.keys(here().ask('properties.all', this.kind) as Values);
  }
  setProperty(key: unknown, value: unknown): this {
    here().charge('setProperty', 0, 0);
    here().ask('properties.set', this.kind, { [String(key)]: String(value) }, false);
    return this;
  }
  setProperties(values: unknown, deleteOthers: unknown = false): this {
    if (typeof values !== 'object' || values === null)
      throw new ServiceError("The parameters (String) don't match the method signature for PropertiesService.Properties.setProperties.");
    here().charge('setProperties', 0, 0);
    here().ask('properties.set', this.kind, Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)])), deleteOthers === true);
    return this;
  }
  deleteProperty(key: unknown): this {
    here().charge('deleteProperty', 0, 0);
    here().ask('properties.delete', this.kind, String(key));
    return this;
  }
  deleteAllProperties(): this {
    here().charge('deleteAllProperties', 0, 0);
    here().ask('properties.set', this.kind, {}, true);
    return this;
  }
}
