/** When triggers fall due. Pure but for the list it keeps. */
import { ServiceError } from '../services/core';
import type { TriggerPlan, TriggerState } from '../trigger-types';
import { momentOf, wallOf } from '../zone-time';

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** "20 / user / script" */
const most = 20;

/** The first due time after `after`; null for events and for a moment that has passed. */
export function nextDue(plan: TriggerPlan, after: number, from: number): number | null {
  switch (plan.on) {
    case 'once':
      return plan.at > after ? plan.at : null;
    case 'minutes': {
      const step = plan.every * minuteMs;
      return from + (Math.floor((after - from) / step) + 1) * step;
    }
    case 'days': {
      const midnight = Math.floor(wallOf(after, plan.zone) / dayMs) * dayMs;
      const start = Math.floor(wallOf(from, plan.zone) / dayMs) * dayMs;
      for (let days = 0; days <= plan.every + 8; days += 1) {
        const wall = midnight + days * dayMs;
        const due = momentOf(wall + plan.hour * 3_600_000 + plan.minute * minuteMs, plan.zone);
        const fits = plan.weekDay === null ? Math.round((wall - start) / dayMs) % plan.every === 0 : new Date(wall).getUTCDay() === plan.weekDay;
        if (due > after && fits) return due;
      }
      return null;
    }
    default:
      return null;
  }
}

export interface Triggers {
  readonly all: () => readonly TriggerState[];
  readonly create: (handler: string, plan: TriggerPlan) => TriggerState;
  readonly remove: (id: string) => void;
  /** The earliest clock trigger that is due at or before `until`. */
  readonly earliest: (until: number) => TriggerState | null;
  /** Puts the trigger on its next time after `at`. */
  readonly fired: (id: string, at: number) => void;
}

/** `save` is told of every change; `newId` names new triggers. */
export function openTriggers(world: {
  readonly stored: readonly TriggerState[];
  readonly now: () => number;
  readonly newId: () => string;
  readonly save: (all: readonly TriggerState[]) => void;
}): Triggers {
  let list = [...world.stored];
  const keep = (next: TriggerState[]): void => {
    list = next;
    world.save(list);
  };
  const dueOf = (state: TriggerState): number => state.due ?? Number.POSITIVE_INFINITY;
  return {
    all: () => list,
    create: (handler, plan) => {
      if (list.length >= most) throw new ServiceError('This script has too many triggers. Triggers must be deleted from the script before more can be added.');
      const now = world.now();
      // a moment in the past fires at once
      const due = plan.on === 'once' ? Math.max(plan.at, now) : nextDue(plan, now, now);
      const state = { id: world.newId(), function: handler, plan, due };
      keep([...list, state]);
      return state;
    },
    remove: (id) => {
      if (!list.some((state) => state.id === id))
        throw new ServiceError('Unexpected error while getting the method or property deleteTrigger on object ScriptApp.');
      keep(list.filter((state) => state.id !== id));
    },
    earliest: (until) => list.filter((state) => dueOf(state) <= until).sort((a, b) => dueOf(a) - dueOf(b))[0] ?? null,
    fired: (id, at) => {
      keep(list.map((state) => (state.id !== id ? state : { ...state, due: state.plan.on === 'once' ? null : nextDue(state.plan, at, state.due ?? at) })));
    },
  };
}
