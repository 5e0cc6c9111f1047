import type { CostItem, Costs } from './cost-form';
import type { Speaker } from './say';

/** What the month carries: the total, its articles, the rows behind it. */
export function CostList({ speak, page, onOpen }: { readonly speak: Speaker; readonly page: Costs; readonly onOpen: (item: CostItem) => void }) {
  const { say } = speak,
    largest = Math.max(1, ...page.byArticle.map(({ amount }) => Math.abs(amount)));
  const short = (month: string): string => `${month.slice(5)}.${month.slice(0, 4)}`;
  const repeats = ({ cost, days }: CostItem): string => {
    const first = cost.from || cost.day.slice(0, 7),
      spread = cost.every === 'once' && cost.to !== '' && cost.amount !== null;
    const rhythm = spread
      ? say('costs.part', { amount: speak.money(cost.amount ?? 0, page.currency), from: short(first), to: short(cost.to) })
      : cost.every === 'once'
        ? ''
        : (page.every.find(({ key }) => key === cost.every)?.title ?? cost.every);
    return [days.length === 0 ? '' : rhythm, cost.to === '' || spread ? '' : say('costs.until', { month: short(cost.to) }), cost.note]
      .filter((text) => text !== '')
      .join(' · ');
  };
  const amount = (item: CostItem): string => {
    if (item.cost.amount === null) return say('costs.no.amount');
    const inMonth = item.days.reduce((total, one) => total + one.amount, 0);
    return speak.money(item.days.length > 0 ? Math.round(inMonth * 100) / 100 : item.cost.amount, page.currency);
  };
  return (
    <>
      <div class="total row spread">
        <span>
          {say('costs.total')}
          <span class="hint block">{say('costs.before', { amount: speak.money(page.lastMonth, page.currency) })}</span>
        </span>
        <b class="big" data-testid="total">
          {speak.money(page.total, page.currency)}
        </b>
      </div>
      {page.byArticle.length > 0 && (
        <section aria-label={say('costs.articles')}>
          <h2>{say('costs.articles')}</h2>
          {page.byArticle.map(({ article, amount: sum }) => (
            <div key={article} class="article">
              <div class="row spread">
                <span class="clip" title={article}>
                  {article || say('costs.no.article')}
                </span>
                <span>{speak.money(sum, page.currency)}</span>
              </div>
              <div class="share">
                <div style={{ width: `${(100 * Math.abs(sum)) / largest}%` }} />
              </div>
            </div>
          ))}
        </section>
      )}
      <h2>{say('costs.list')}</h2>
      {page.items.length === 0 && <p class="hint">{say('costs.none')}</p>}
      <ul class="list" aria-label={say('costs.list')}>
        {page.items.map((item) => (
          <li key={`${item.at} ${item.version}`}>
            <button type="button" onClick={() => onOpen(item)}>
              <span class="when">{item.days[0] ? speak.day(item.days[0].day) : say('costs.undated')}</span>
              <span class="what">
                <span class="clip" title={item.cost.article}>
                  {item.cost.article || say('costs.no.article')}
                </span>
                <span class={item.days.length > 0 ? 'hint block' : 'bad block'}>{item.days.length > 0 ? repeats(item) : say('costs.nowhere')}</span>
              </span>
              <span class="sum">{amount(item)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
