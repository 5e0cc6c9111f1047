import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from '../hosts/apps-script/api';
import type { Caller } from './call';
import { Field } from './parts';
import type { Speaker } from './say';

type Found = Answer<'findDeals'>['deals'];
/** A person types on; the server is asked when he stops for so long, in milliseconds. */
const PAUSE = 350;

interface Props {
  readonly speak: Speaker;
  readonly call: Caller;
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onPick: (dealId: string) => void;
}

/** A deal by its id, its name or its client: what was found is offered below, picking one leaves its id. */
export function DealField({ speak, call, value, wrong, onPick }: Props) {
  const { say } = speak,
    [found, setFound] = useState<Found | null>(null),
    [picked, setPicked] = useState(value),
    asked = useRef('');
  useEffect(() => {
    asked.current = value;
    if (value.trim().length < 2 || value === picked) {
      setFound(null);
      return undefined;
    }
    const timer = setTimeout(() => {
      void call('findDeals', { text: value }).then((answer) => {
        if (asked.current === value && answer.ok) setFound(answer.value.deals); // answers may overtake each other
      });
    }, PAUSE);
    return () => clearTimeout(timer);
  }, [value, picked]);
  const pick = (dealId: string): void => {
    setPicked(dealId);
    setFound(null);
    onPick(dealId);
  };
  return (
    <>
      <Field label={say('money.deal_id')} wrong={wrong} hint={found?.length === 0 ? say('money.deal.none') : say('money.deal.hint')}>
        <input autocomplete="off" value={value} aria-invalid={wrong !== undefined} onInput={(e) => onPick(e.currentTarget.value)} />
      </Field>
      {found !== null && found.length > 0 && (
        <ul class="list" aria-label={say('money.deal_id')}>
          {found.map(({ deal_id, deal, client }) => (
            <li key={deal_id}>
              <button type="button" onClick={() => pick(deal_id)}>
                <span class="when">{deal_id}</span>
                <span class="what">
                  <span class="clip">{deal}</span>
                  <span class="hint block">{client}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
