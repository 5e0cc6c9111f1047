import type { Answer, Args } from '../hosts/apps-script/api';
import { PairsTable } from './pairs-table';
import { Field, Notice } from './parts';
import type { Speaker } from './say';
import { approvedOf, discountSteps, isWhole, tiersOf, tiersSentence, withApproved, withWhole } from './scheme-pairs';

export type PayPage = Answer<'payPage'>;
export type Scheme = Args<'saveScheme'>['scheme'];
interface Props {
  readonly speak: Speaker;
  readonly page: PayPage;
  readonly scheme: Scheme;
  readonly onScheme: (scheme: Scheme) => void;
}

/** A scheme as tables and sentences; the tab holds the texts that they make. */
export function SchemeForm({ speak, page, scheme, onScheme }: Props) {
  const { say } = speak,
    { titles } = page;
  const put = (change: Partial<Scheme>): void => onScheme({ ...scheme, ...change });
  const input = (key: keyof Scheme, hint?: string, type = 'text') => (
    <Field label={titles[key] ?? key} hint={hint}>
      <input type={type} autocomplete="off" value={scheme[key]} onInput={(e) => put({ [key]: e.currentTarget.value })} />
    </Field>
  );
  const select = (key: keyof Scheme, first?: string, hint?: string) => (
    <Field label={titles[key] ?? key} hint={hint}>
      <select value={scheme[key] || (first === undefined ? page.words[key]?.[0]?.key : '')} onChange={(e) => put({ [key]: e.currentTarget.value })}>
        {first !== undefined && <option value="">{first}</option>}
        {(page.words[key] ?? []).map((one) => (
          <option key={one.key} value={one.key}>
            {one.title}
          </option>
        ))}
      </select>
    </Field>
  );
  const area = (key: keyof Scheme, hint: string) => (
    <Field label={titles[key] ?? key} hint={hint}>
      <textarea rows={2} value={scheme[key]} onInput={(e) => put({ [key]: e.currentTarget.value })} />
    </Field>
  );
  const tiers = (key: 'tiers' | 'team_tiers') => (
    <>
      <h2>{titles[key]}</h2>
      <select
        aria-label={`${titles[key]}: ${say('pay.kind')}`}
        value={isWhole(scheme[key]) ? 'whole' : ''}
        onChange={(e) => put({ [key]: withWhole(scheme[key], e.currentTarget.value !== '') })}
      >
        <option value="">{say('pay.steps')}</option>
        <option value="whole">{say('pay.whole')}</option>
      </select>
      <PairsTable
        speak={speak}
        label={titles[key] ?? key}
        text={tiersOf(scheme[key])}
        from={say('pay.from')}
        to="%"
        onText={(text) => put({ [key]: withWhole(text, isWhole(scheme[key])) })}
      />
      <p class="hint">{tiersSentence(scheme[key], speak)}</p>
    </>
  );
  return (
    <>
      {input('scheme')}
      <Field label={titles.manager ?? ''}>
        <select value={scheme.manager} onChange={(e) => put({ manager: e.currentTarget.value })}>
          <option value="">{say('pay.everybody')}</option>
          {[...new Set([...page.managers, scheme.manager])]
            .filter((name) => name !== '')
            .map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
        </select>
      </Field>
      <div class="two">
        {input('valid_from', undefined, 'date')}
        {input('fixed')}
      </div>
      {select('base')}
      {tiers('tiers')}
      <h2>{titles.multipliers}</h2>
      {select('plan_metric', say('pay.no.metric'))}
      <PairsTable
        speak={speak}
        label={titles.multipliers ?? ''}
        text={scheme.multipliers}
        from={say('pay.attained')}
        to={say('pay.factor')}
        smooth={say('pay.smooth')}
        onText={(multipliers) => put({ multipliers })}
      />
      <h2>{titles.refund_rule}</h2>
      {select('refund_rule')}
      <p class="hint">{say(scheme.refund_rule === 'net' ? 'pay.net.says' : 'pay.reverse.says')}</p>
      {input('refund_window', say('pay.window.hint'))}
      <Notice kind="note">
        <b>{say('pay.legal')}</b> {say('pay.legal.text')} <b>{say('pay.legal.ask')}</b>
      </Notice>
      <details class="more">
        <summary>{say('pay.more')}</summary>
        <div class="two">
          {input('cap')}
          {input('guarantee')}
        </div>
        {select('guarantee_rule', undefined, say('pay.guarantee.hint'))}
        <h2>{titles.ramp}</h2>
        <PairsTable
          speak={speak}
          label={titles.ramp ?? ''}
          text={scheme.ramp}
          from={say('pay.month.of.work')}
          to={say('pay.percent.of.plan')}
          onText={(ramp) => put({ ramp })}
        />
        <h2>{titles.discounts}</h2>
        <PairsTable
          speak={speak}
          label={titles.discounts ?? ''}
          text={discountSteps(scheme.discounts)}
          from={say('pay.discount')}
          to={say('pay.factor')}
          onText={(steps) => put({ discounts: withApproved(steps, approvedOf(scheme.discounts)) })}
        />
        <Field label={say('pay.approved')}>
          <input
            value={approvedOf(scheme.discounts)}
            onChange={(e) => put({ discounts: withApproved(discountSteps(scheme.discounts), e.currentTarget.value) })}
          />
        </Field>
        {area('bonuses', say('pay.bonuses.hint'))}
        <h2>{titles.kpis}</h2>
        {input('kpi_pool')}
        <PairsTable
          speak={speak}
          label={titles.kpis ?? ''}
          text={scheme.kpis}
          from={titles.plan_metric ?? ''}
          to={say('pay.weight')}
          choices={page.words.plan_metric ?? []}
          onText={(kpis) => put({ kpis })}
        />
        {select('kpi_without_plan')}
        {select('negative_margin')}
        {area('splits', say('pay.splits.hint'))}
        {input('team', say('pay.team.hint', { departments: page.departments.join(', ') || '–' }))}
        {scheme.team !== '' && tiers('team_tiers')}
      </details>
    </>
  );
}
