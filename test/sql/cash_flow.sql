-- finance.md 3.2: receipts and refunds of customers, expenses that were paid by today; opening + the three activities = closing. Transfers are in no balance, what has no day neither.
WITH moves AS (
  SELECT business, day, 'operating' AS activity, CASE WHEN kind = 'refund' THEN 'client_refunds' ELSE 'client_receipts' END AS article, amount FROM receipts
  UNION ALL
  SELECT x.business, x.stands, CASE WHEN x.kind IN ('investing', 'financing', 'transfer') THEN x.kind ELSE 'operating' END, coalesce(nullif(x.article, ''), 'unassigned'), -x.amount
  FROM expense_months x JOIN settings s USING (business) WHERE x.seen = 'paid' AND x.stands <= s.today
  UNION ALL
  SELECT c.business, c.day, 'operating', c.cost, -c.amount FROM entered_costs c JOIN settings s ON s.business = c.business AND s.cash_direct_costs = 'deals'
),
months AS (
  SELECT s.business, s.opening_day, s.opening_balance, strftime(d, '%Y-%m') AS month
  FROM settings s, generate_series(CAST(left(s.opening_day, 7) || '-01' AS DATE), CAST(left(s.today, 7) || '-01' AS DATE), INTERVAL 1 MONTH) t(d) WHERE s.opening_day <= s.today
),
-- the balance is that of the morning of the opening day
balances AS (
  SELECT m.business, m.month, m.opening_balance + coalesce(sum(v.amount) FILTER (left(v.day, 7) < m.month AND v.day >= m.opening_day), 0)
         - coalesce(sum(v.amount) FILTER (left(v.day, 7) = m.month AND v.day < m.opening_day), 0) AS opening,
         m.opening_balance + coalesce(sum(v.amount) FILTER (left(v.day, 7) <= m.month AND v.day >= m.opening_day), 0) AS closing
  FROM months m LEFT JOIN moves v ON v.business = m.business AND v.activity <> 'transfer' GROUP BY m.business, m.month, m.opening_balance
)
SELECT business, month_of(day) AS month, activity, article, CAST(sum(amount) AS BIGINT) AS amount FROM moves GROUP BY ALL
UNION ALL
SELECT b.business, b.month, r.activity, '', CAST(r.amount AS BIGINT) FROM balances b, unnest([{'activity': 'opening', 'amount': b.opening}, {'activity': 'closing', 'amount': b.closing}]) t(r)
