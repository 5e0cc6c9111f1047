-- What is owed, what each contract cost, and the months of operating expenses.

-- in the deal's own currency, at the rate of the contract day, so that a contract paid in full leaves nothing; without a contract at that of today. A payment of a later day has not come yet
CREATE TABLE owed AS
WITH paid AS (
  SELECT r.business, r.crm, r.deal_id, CAST(sum(r.own_amount) AS BIGINT) AS paid FROM all_receipts r JOIN settings s USING (business)
  WHERE r.deal_id IS NOT NULL AND (r.day IS NULL OR r.day <= s.today) GROUP BY ALL
),
all_deals AS (
  SELECT l.business, l.crm, l.deal_id, coalesce(nullif(l.client, ''), l.deal) AS client, coalesce(q.manager, nullif(coalesce(g.manager_id, l.manager_id), ''), 'unassigned') AS manager, l.today,
         CASE WHEN g.in_force THEN g.amount ELSE 0 END AS own_contract, coalesce(p.paid, 0) AS own_paid, CASE WHEN l.foreign_currency = '' THEN 1 ELSE w.rate END AS rate,
         CASE WHEN l.foreign_currency = '' THEN 1 ELSE t.rate END AS rate_today, coalesce(l.due_day, add_days(l.installation_day, l.overdue_offset_days)) AS own_due_day
  FROM living l LEFT JOIN signings g USING (business, crm, deal_id) LEFT JOIN paid p USING (business, crm, deal_id)
  LEFT JOIN people q ON q.business = l.business AND q.crm = l.crm AND q.manager_id = coalesce(g.manager_id, l.manager_id)
  LEFT JOIN worth w ON w.business = l.business AND w.currency = l.foreign_currency AND w.day = least(coalesce(g.day, l.today), l.today)
  LEFT JOIN worth t ON t.business = l.business AND t.currency = l.foreign_currency AND t.day = l.today
)
SELECT *, times(own_contract, rate) AS contract_amount, times(own_paid, rate) AS paid,
       greatest(times(own_contract, rate) - times(own_paid, rate), 0) AS balance, greatest(times(own_paid, rate) - times(own_contract, rate), 0) AS advance
FROM all_deals WHERE rate IS NOT NULL;

-- what of a balance is due when: rows of the plan split the contract by days, what they leave stands on the deal's own day; money fills the earliest day first, disputed parts last (docs/decisions, receivables by instalments)
CREATE TABLE parts AS
WITH planned AS (
  SELECT o.business, o.crm, o.deal_id, nullif(p.day, '') AS day, p.state = 'disputed' AS disputed, p.n, p.amount, o.own_contract,
         sum(p.amount) OVER (PARTITION BY o.business, o.crm, o.deal_id ORDER BY nullif(p.day, '') NULLS LAST, p.n ROWS UNBOUNDED PRECEDING) AS until
  FROM owed o JOIN payment_plan p USING (business, deal_id) WHERE p.direction = 'in' AND p.state <> 'cancelled' AND p.amount > 0
),
cut AS (
  SELECT business, crm, deal_id, day, disputed, n, least(until, own_contract) - least(until - amount, own_contract) AS amount FROM planned
  UNION ALL
  SELECT o.business, o.crm, o.deal_id, o.own_due_day, FALSE, 1000000, o.own_contract - least(o.own_contract, coalesce((SELECT sum(p.amount) FROM planned p WHERE p.business = o.business AND p.crm = o.crm AND p.deal_id = o.deal_id), 0)) FROM owed o
),
filled AS (
  SELECT c.*, o.own_paid, sum(c.amount) OVER w AS until, row_number() OVER w AS place
  FROM cut c JOIN owed o USING (business, crm, deal_id) WHERE c.amount > 0 WINDOW w AS (PARTITION BY c.business, c.crm, c.deal_id ORDER BY c.disputed, c.day NULLS LAST, c.n ROWS UNBOUNDED PRECEDING)
),
-- more given back than was paid stands with the part that is paid first, and on the deal's own day where nothing is owed by contract
unpaid AS (
  SELECT business, crm, deal_id, day, disputed, n, amount - greatest(least(own_paid, until) - (until - amount), 0) - CASE WHEN place = 1 THEN least(own_paid, 0) ELSE 0 END AS amount FROM filled
  UNION ALL
  SELECT o.business, o.crm, o.deal_id, o.own_due_day, FALSE, 0, -o.own_paid FROM owed o WHERE NOT EXISTS (FROM filled f WHERE f.business = o.business AND f.crm = o.crm AND f.deal_id = o.deal_id)
),
floors AS (
  SELECT u.*, o.balance, sum(u.amount) OVER (PARTITION BY u.business, u.crm, u.deal_id) AS whole, CAST(o.balance AS HUGEINT) * CAST(u.amount AS HUGEINT) AS product, o.today
  FROM unpaid u JOIN owed o USING (business, crm, deal_id) WHERE u.amount > 0 AND o.balance > 0
),
ranked AS (
  SELECT *, balance - sum(product // whole) OVER (PARTITION BY business, crm, deal_id) AS odd, row_number() OVER (PARTITION BY business, crm, deal_id ORDER BY product % whole DESC, day NULLS LAST, n) AS place FROM floors
)
SELECT business, crm, deal_id, day, disputed, n, today, CAST(product // whole + CASE WHEN place <= odd THEN 1 ELSE 0 END AS BIGINT) AS amount FROM ranked;

CREATE TABLE balances AS
WITH told AS (
  SELECT business, crm, deal_id, min(day) AS due_day, coalesce(CAST(sum(amount) FILTER (day < today) AS BIGINT), 0) AS overdue, coalesce(CAST(sum(amount) FILTER (disputed) AS BIGINT), 0) AS disputed,
         CASE WHEN count(*) = 1 AND NOT any_value(disputed) THEN ''
              ELSE string_agg(coalesce(day, '') || '=' || (amount // 100) || '.' || lpad(CAST(amount % 100 AS VARCHAR), 2, '0') || CASE WHEN disputed THEN '!' ELSE '' END, '; ' ORDER BY day NULLS LAST, n) END AS instalments
  FROM parts GROUP BY ALL
)
SELECT o.*, t.due_day, CASE WHEN t.due_day IS NOT NULL THEN greatest(days_between(t.due_day, o.today), 0) END AS days_overdue, coalesce(t.overdue, 0) AS overdue, coalesce(t.disputed, 0) AS disputed,
       coalesce(t.instalments, '') AS instalments, CASE WHEN o.balance > 0 THEN times(o.own_contract - o.own_paid, o.rate_today) - o.balance ELSE 0 END AS revaluation
FROM owed o LEFT JOIN told t USING (business, crm, deal_id);

CREATE TABLE margins AS
WITH costs AS (
  SELECT s.business, s.crm, s.deal_id, s.day, s.n, s.manager, s.amount AS revenue, l.deal, l.link, l.source, l.product, l.installation_day, l.today, l.list_price, s.rate, s.foreign_currency,
         times(l.materials_cost, s.rate) AS materials_cost, times(l.delivery_cost, s.rate) AS delivery_cost,
         times(l.installation_cost, s.rate) AS installation_cost, times(l.other_cost, s.rate) AS other_cost,
         EXISTS (FROM mapped_costs m WHERE m.business = s.business
                 AND ((m.cost = 'materials_cost' AND l.materials_cost IS NULL) OR (m.cost = 'delivery_cost' AND l.delivery_cost IS NULL)
                   OR (m.cost = 'installation_cost' AND l.installation_cost IS NULL) OR (m.cost = 'other_cost' AND l.other_cost IS NULL))) AS provisional
  FROM standing s JOIN living l USING (business, crm, deal_id)
)
SELECT *, coalesce(materials_cost, 0) + coalesce(delivery_cost, 0) + coalesce(installation_cost, 0) + coalesce(other_cost, 0) AS direct_costs,
       revenue - (coalesce(materials_cost, 0) + coalesce(delivery_cost, 0) + coalesce(installation_cost, 0) + coalesce(other_cost, 0)) AS margin, month_of(day) AS month
FROM costs;

-- what an article is, by the whole words of the lists in the settings
CREATE MACRO plain(t) AS ' ' || trim(regexp_replace(lower(t), '[^\p{L}\p{N}]+', ' ', 'g')) || ' ';
CREATE MACRO named(article, list) AS len(list_filter(string_split(list, ','), lambda w: trim(plain(w)) <> '' AND contains(plain(article), plain(w)))) > 0;
CREATE TABLE expense_rows AS
WITH kinds AS (
  SELECT e.* EXCLUDE ("from", "to", basis), nullif(e."from", '') AS first, nullif(e."to", '') AS last, e.basis <> 'accrual' AS cash, e.every IN ('month', 'quarter', 'year') AS recurs, s.today,
         CASE WHEN named(e.article, s.transfer_articles) THEN 'transfer' WHEN named(e.article, s.investing_articles) THEN 'investing' WHEN named(e.article, s.financing_articles) THEN 'financing'
              WHEN named(e.article, s.direct_articles) THEN 'direct' WHEN named(e.article, s.tax_articles) THEN 'taxes' WHEN named(e.article, s.payroll_articles) THEN 'payroll' ELSE 'operating_expenses' END AS kind
  FROM expenses e JOIN settings s USING (business) WHERE NOT e.deleted AND coalesce(e.day, nullif(e."from", '')) IS NOT NULL AND e.amount IS NOT NULL
)
-- as a cost, and as it leaves the till: cash rows only, what is merely spread for the P&L whole on its day
SELECT *, 'cost' AS seen FROM kinds
UNION ALL
SELECT * REPLACE (CASE WHEN recurs OR day IS NULL THEN first END AS first, CASE WHEN recurs OR day IS NULL THEN last END AS last), 'paid' FROM kinds WHERE cash;

-- an expense row stands in months: once on its day, spread evenly over from..to, or once in each period of from..to (blank to = still running); a row without a day stands in its first month
CREATE TABLE expense_months AS
WITH given AS (
  SELECT e.*, coalesce(left(e.day, 7), e.first) AS own, greatest(left(e.today, 7), (SELECT max(left(m.day, 7)) FROM margins m WHERE m.business = e.business)) AS last_month FROM expense_rows e
),
spans AS (
  SELECT *, coalesce(first, own) AS a, CASE WHEN recurs THEN coalesce(last, last_month) ELSE greatest(coalesce(last, first, own), coalesce(first, own)) END AS b,
         CASE every WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'year' THEN 12 END AS step
  FROM given
),
places AS (
  SELECT s.*, add_months(a, k) AS month, k, months_between(a, b) + 1 AS months FROM spans s, unnest(generate_series(0, months_between(a, b))) t(k)
),
amounts AS (
  SELECT * EXCLUDE (amount), CASE WHEN step IS NULL THEN amount // months + CASE WHEN k < abs(amount) % months THEN sign(amount) ELSE 0 END ELSE amount END AS amount
  FROM places WHERE step IS NULL OR (months_between(own, month) % step = 0)
),
dated AS (
  SELECT *, CASE WHEN day IS NULL OR (step IS NULL AND month <> own) THEN month || '-01' ELSE least(month || right(day, 3), strftime(last_day(CAST(month || '-01' AS DATE)), '%Y-%m-%d')) END AS stands,
         min(coalesce(first, own)) FILTER (NOT cash) OVER (PARTITION BY business, article) AS accrued
  FROM amounts
)
-- from the first accrual row of an article on, its cash rows are payments and no costs; in the running month what recurs or is spread counts by the days gone, what stands once from its day on
SELECT business, n, article, kind, seen, month, stands, CAST(amount AS BIGINT) AS amount, seen = 'cost' AND kind IN ('operating_expenses', 'payroll', 'taxes') AND (NOT cash OR month < coalesce(accrued, '9999')) AS counts,
       CASE WHEN month > left(today, 7) THEN 0 WHEN month < left(today, 7) THEN amount
            WHEN recurs OR first IS NOT NULL OR last IS NOT NULL THEN divided(amount * CAST(right(today, 2) AS BIGINT), day(last_day(CAST(today AS DATE)))) WHEN stands <= today THEN amount ELSE 0 END AS to_date
FROM dated;

CREATE TABLE month_expenses AS SELECT business, month, CAST(sum(amount) AS BIGINT) AS amount FROM expense_months WHERE counts GROUP BY ALL;

-- the month's expenses over the contracts of the month by the key, to the kopeck: largest remainder, ties to the deal whose id comes first (Q069)
CREATE TABLE shares AS
WITH keyed AS (
  SELECT m.business, m.crm, m.deal_id, m.n, m.month, x.amount AS pot, s.allocation_key, m.revenue, m.margin,
         greatest(days_between(m.day, coalesce(m.installation_day, m.today)) + 1, 1) AS days,
         min(m.margin) OVER w AS least_margin
  FROM margins m JOIN month_expenses x USING (business, month) JOIN settings s USING (business) WHERE m.month <> 'undated'
  WINDOW w AS (PARTITION BY m.business, m.month)
),
first_weights AS (
  SELECT *, greatest(CASE allocation_key WHEN 'revenue' THEN revenue WHEN 'count' THEN 1 WHEN 'days' THEN days WHEN 'margin' THEN CASE WHEN least_margin < 0 THEN revenue ELSE margin END END, 0) AS wish
  FROM keyed
),
weights AS (SELECT *, CASE WHEN sum(wish) OVER w > 0 THEN wish ELSE 1 END AS weight FROM first_weights WINDOW w AS (PARTITION BY business, month)),
exact AS (
  SELECT *, sum(weight) OVER w AS whole, CAST(abs(pot) AS HUGEINT) * CAST(weight AS HUGEINT) AS product FROM weights WINDOW w AS (PARTITION BY business, month)
),
floors AS (SELECT *, product // whole AS part, product % whole AS rest FROM exact),
ranked AS (
  SELECT *, abs(pot) - sum(part) OVER w AS odd, row_number() OVER (PARTITION BY business, month ORDER BY rest DESC, crm || '/' || deal_id) AS place FROM floors WINDOW w AS (PARTITION BY business, month)
)
SELECT business, crm, deal_id, month, CAST(sign(pot) * (part + CASE WHEN place <= odd THEN 1 ELSE 0 END) AS BIGINT) AS amount FROM ranked;

CREATE TABLE deal_profit AS
SELECT m.*, coalesce(s.amount, 0) AS allocated, m.margin - coalesce(s.amount, 0) AS net FROM margins m LEFT JOIN shares s USING (business, crm, deal_id);
-- a month without contracts keeps its expenses; one that is still to come may yet get contracts
CREATE TABLE unallocated AS
SELECT x.business, x.month, x.amount FROM month_expenses x JOIN settings t USING (business) WHERE x.amount <> 0 AND x.month <= left(t.today, 7) AND NOT EXISTS (FROM shares s WHERE s.business = x.business AND s.month = x.month);

-- list price: the field of the deal, else the price list on the contract day, products of one deal added up
CREATE TABLE list_prices AS
WITH parts AS (
  SELECT m.business, m.crm, m.deal_id, m.list_price, coalesce(m.day, m.today) AS day, trim(t.product) AS product, m.rate
  FROM margins m, unnest(string_split(m.product, ',')) t(product)
),
priced AS (
  SELECT p.business, p.crm, p.deal_id, any_value(p.list_price) AS own, any_value(p.rate) AS rate, p.product,
         arg_max(l.price, (coalesce(l.valid_from, ''), l.n)) AS price
  FROM parts p LEFT JOIN price_list l ON l.business = p.business AND lower(trim(l.product)) = lower(p.product) AND coalesce(l.valid_from, '') <= p.day AND l.price IS NOT NULL
  GROUP BY ALL
)
SELECT business, crm, deal_id, coalesce(times(any_value(own), any_value(rate)), CASE WHEN count(*) = count(price) THEN CAST(sum(price) AS BIGINT) END) AS list_price FROM priced GROUP BY ALL;

CREATE TABLE margin_groups AS
WITH named AS (
  SELECT p.business, p.month, d.dimension, coalesce(nullif(d.name, ''), 'unassigned') AS name, p.revenue, p.direct_costs, p.margin, p.provisional, p.allocated, p.net,
         CASE WHEN p.revenue > 0 AND l.list_price > 0 THEN l.list_price END AS listed
  FROM deal_profit p LEFT JOIN list_prices l USING (business, crm, deal_id),
       unnest([{'dimension': 'product', 'name': p.product}, {'dimension': 'manager', 'name': p.manager}, {'dimension': 'source', 'name': p.source}]) t(d)
),
sums AS (
  SELECT business, month, dimension, name, count(*) AS contracts, CAST(sum(revenue) AS BIGINT) AS revenue, CAST(sum(direct_costs) AS BIGINT) AS direct_costs, CAST(sum(margin) AS BIGINT) AS margin,
         count(*) FILTER (provisional) AS provisional_contracts, CAST(sum(allocated) AS BIGINT) AS allocated_expenses, CAST(sum(net) AS BIGINT) AS net_profit,
         1 - sum(revenue) FILTER (listed IS NOT NULL) / sum(listed) AS discount_percent
  FROM named GROUP BY ALL
)
SELECT business, month, dimension, name, contracts, revenue, direct_costs, margin, CASE WHEN revenue <> 0 THEN margin / revenue END AS margin_percent, provisional_contracts, allocated_expenses, net_profit,
       discount_percent, rank() OVER (PARTITION BY business, month, dimension ORDER BY revenue DESC) AS turnover_rank,
       rank() OVER (PARTITION BY business, month, dimension ORDER BY margin DESC) AS margin_rank
FROM sums
UNION ALL
SELECT business, month, dimension, 'unallocated', 0, 0, 0, 0, NULL, 0, amount, -amount, NULL, NULL, NULL FROM unallocated, unnest(['product', 'manager', 'source']) t(dimension);
