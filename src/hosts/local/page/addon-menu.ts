import * as engine from '@odoo/o-spreadsheet';
import type { LiveMenuItem } from '../live-api';
import type { Shows } from './shows';
import type { speaker } from './words';

interface MenuSpec {
  readonly id: string;
  readonly name: string;
  readonly sequence: number;
  readonly separator?: boolean;
  readonly children?: readonly (MenuSpec | (() => readonly MenuSpec[]))[];
  readonly execute?: () => void;
  readonly isReadonlyAllowed?: boolean;
}

export interface AddonMenu {
  readonly read: () => Promise<void>;
  readonly openSidebar: () => void;
}

/** The add-on's own menu in the top bar; what stands in it comes from the server, a click runs a function there. */
export function addonMenu({
  client,
  shows,
  speak,
}: {
  readonly client: string;
  readonly shows: Shows;
  readonly speak: () => ReturnType<typeof speaker>;
}): AddonMenu {
  let items: readonly LiveMenuItem[] = [];

  const run = async (name: string) => {
    const close = shows.toast({ title: '', message: speak()('running'), seconds: -1 });
    try {
      const answer = await fetch(`/api/run/${encodeURIComponent(name)}?client=${client}`, { method: 'POST' });
      if (answer.ok) return;
      const { error } = (await answer.json().catch(() => ({}))) as { readonly error?: { readonly message?: string } };
      shows.toast({ title: '', message: speak()('failed', error?.message ?? String(answer.status)), seconds: -1, fault: true });
    } catch (fault) {
      shows.toast({ title: '', message: speak()('failed', String(fault)), seconds: -1, fault: true });
    } finally {
      close();
    }
  };

  const specs = (list: readonly LiveMenuItem[], path: string): readonly MenuSpec[] => {
    const found: MenuSpec[] = [];
    list.forEach((item, index) => {
      const id = `${path}_${index}`;
      const last = found[found.length - 1];
      if ('separator' in item) {
        if (last) found[found.length - 1] = { ...last, separator: true };
      } else if ('items' in item) found.push({ id, name: item.name, sequence: index, isReadonlyAllowed: true, children: specs(item.items, id) });
      else found.push({ id, name: item.name, sequence: index, isReadonlyAllowed: true, execute: () => void run(item.function) });
    });
    return found;
  };

  (engine.registries.topbarMenuRegistry as unknown as { add(key: string, item: MenuSpec): void }).add('cifra', {
    id: 'cifra',
    name: speak()('menu'),
    sequence: 90,
    isReadonlyAllowed: true,
    children: [() => specs(items, 'cifra')],
  });

  return {
    read: async () => {
      const answer = await fetch('/api/menu').catch(() => null);
      if (answer?.ok) items = (await answer.json()) as readonly LiveMenuItem[];
    },
    openSidebar: () => {
      const flat = (list: readonly LiveMenuItem[]): readonly LiveMenuItem[] => list.flatMap((item) => ('items' in item ? flat(item.items) : [item]));
      const item = flat(items).find((each) => 'opensSidebar' in each && each.opensSidebar);
      if (item && 'function' in item) void run(item.function);
    },
  };
}
