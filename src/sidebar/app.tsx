import { useMemo, useState } from 'preact/hooks';
import type { Bootstrap } from '../hosts/apps-script/api';
import { caller } from './call';
import { ClosingTab } from './closing-tab';
import { CostsTab } from './costs-tab';
import { ImportPage } from './import-page';
import { useLive } from './live';
import { MoneyTab } from './money-tab';
import { PayTab } from './pay-tab';
import { PlansTab } from './plans-tab';
import { RefreshTab } from './refresh-tab';
import { speaker } from './say';
import { SetupTab } from './setup-tab';
import { StatusLine } from './status-line';

const tabs = ['plans', 'costs', 'money', 'pay', 'closing', 'import', 'setup', 'refresh'] as const;
type Tab = (typeof tabs)[number];

/** The whole sidebar. A tab that was opened stays alive behind the others, so that what was typed is there when one comes back. */
export function App({ lang, tab: first }: Bootstrap) {
  const speak = useMemo(() => speaker(lang), [lang]),
    call = useMemo(() => caller(speak), [speak]),
    live = useLive(call);
  const [tab, setTab] = useState<Tab>(first),
    [opened, setOpened] = useState<ReadonlySet<Tab>>(new Set([first]));
  const open = (next: Tab): void => {
    setTab(next);
    setOpened(new Set([...opened, next]));
  };
  const onKey = (e: KeyboardEvent): void => {
    const step = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0,
      next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    if (step === 0 || next === undefined) return;
    open(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  const page = (one: Tab) => {
    if (one === 'plans') return <PlansTab speak={speak} call={call} live={live} />;
    if (one === 'costs') return <CostsTab speak={speak} call={call} live={live} />;
    if (one === 'money') return <MoneyTab speak={speak} call={call} live={live} />;
    if (one === 'pay') return <PayTab speak={speak} call={call} live={live} />;
    if (one === 'closing') return <ClosingTab speak={speak} call={call} live={live} />;
    if (one === 'import') return <ImportPage speak={speak} call={call} live={live} />;
    return one === 'setup' ? (
      <SetupTab speak={speak} call={call} live={live} active={tab === 'setup'} onImport={() => open('import')} />
    ) : (
      <RefreshTab speak={speak} live={live} />
    );
  };
  return (
    <>
      <div class="tabs" role="tablist" aria-label={speak.say('tabs')} onKeyDown={onKey}>
        {tabs.map((one) => (
          <button
            type="button"
            key={one}
            id={`tab-${one}`}
            role="tab"
            aria-selected={one === tab}
            aria-controls={`page-${one}`}
            tabIndex={one === tab ? 0 : -1}
            onClick={() => open(one)}
          >
            {speak.say(`tab.${one}`)}
          </button>
        ))}
      </div>
      {tabs
        .filter((one) => opened.has(one))
        .map((one) => (
          <main key={one} id={`page-${one}`} role="tabpanel" aria-labelledby={`tab-${one}`} hidden={one !== tab}>
            {page(one)}
          </main>
        ))}
      <StatusLine speak={speak} live={live} />
    </>
  );
}
