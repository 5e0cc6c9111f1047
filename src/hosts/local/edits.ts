/** Edits of people as Google tells scripts of them: the simple onEdit and the installable triggers. Writes of scripts never come here. */
import type { Executions, Request } from './executions';
import type { Triggers } from './owner/triggers';
import { a1Of } from './services/a1';
import type { TriggerState } from './trigger-types';
import type { HumanEdit } from './workbook-api';

export interface Edits {
  readonly happened: (edit: HumanEdit) => void;
  /** Resolves when all triggers of the edits so far have run. */
  readonly settled: () => Promise<void>;
}

/** "onEdit queues at most 2 events": https://developers.google.com/apps-script/guides/triggers */
const mostWaiting = 2;

export function openEdits(world: {
  readonly hasSimple: boolean;
  readonly triggers: Triggers;
  readonly executions: Executions;
  readonly user: string;
  readonly runTrigger: (state: TriggerState, request: Request) => Promise<void>;
}): Edits {
  const open = new Set<Promise<unknown>>();
  let simple = 0;
  const follow = (work: Promise<unknown>): void => {
    open.add(work);
    void work.finally(() => open.delete(work));
  };
  const eventOf = (edit: HumanEdit): Record<string, unknown> => {
    const single = edit.zone !== null && edit.zone.rows === 1 && edit.zone.cols === 1;
    return {
      user: { email: world.user, nickname: world.user.split('@')[0] },
      ...(single && edit.value !== undefined && edit.value !== null ? { value: String(edit.value) } : {}),
      ...(single && edit.oldValue !== undefined && edit.oldValue !== null ? { oldValue: String(edit.oldValue) } : {}),
      ...(edit.zone === null ? {} : { a1: a1Of(edit.zone) }),
    };
  };
  return {
    happened: (edit) => {
      const place = edit.zone === null ? {} : { range: { sheetId: edit.sheetId, zone: edit.zone } };
      if (edit.kind === 'EDIT') {
        if (world.hasSimple && simple < mostWaiting) {
          simple += 1;
          follow(
            world.executions
              .run({ function: 'onEdit', kind: 'edit', args: [eventOf(edit)], wants: 'nothing', source: true, ...place })
              .finally(() => (simple -= 1)),
          );
        }
        for (const state of world.triggers.all().filter(({ plan }) => plan.on === 'onEdit'))
          follow(
            world.runTrigger(state, {
              function: state.function,
              kind: 'trigger',
              args: [{ ...eventOf(edit), triggerUid: state.id }],
              wants: 'nothing',
              source: true,
              ...place,
            }),
          );
      }
      for (const state of world.triggers.all().filter(({ plan }) => plan.on === 'onChange'))
        follow(
          world.runTrigger(state, {
            function: state.function,
            kind: 'trigger',
            args: [{ changeType: edit.kind, user: { email: world.user }, triggerUid: state.id }],
            wants: 'nothing',
            source: true,
          }),
        );
    },
    settled: async () => {
      while (open.size > 0) await Promise.allSettled([...open]);
    },
  };
}
