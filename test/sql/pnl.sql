-- finance.md 3.1, workbook.md pnl.line: one recognition for the whole report; without VAT. Costs of a contract come and go with it; by payment a cost stands on the day it was entered.
WITH costs AS (
  SELECT l.business, l.crm, l.deal_id, l.installation_day, l.today, g.day AS contract_day, g.in_force, c.line, c.cost, CASE WHEN l.foreign_currency = '' THEN 1 ELSE w.rate END AS rate
  FROM living l JOIN signings g USING (business, crm, deal_id) LEFT JOIN worth w ON w.business = l.business AND w.currency = l.foreign_currency AND w.day = coalesce(g.day, l.today),
       unnest([{'line': 'materials', 'cost': l.materials_cost}, {'line': 'delivery', 'cost': l.delivery_cost}, {'line': 'installation', 'cost': l.installation_cost}, {'line': 'other_direct', 'cost': l.other_cost}]) t(c)
  WHERE c.cost IS NOT NULL
),
turns AS (
  SELECT business, crm, deal_id, nullif("to", '') AS day, CASE kind WHEN 'cancel' THEN -1 ELSE 1 END AS sign FROM deal_events WHERE kind IN ('contract', 'cancel', 'contract_day')
  UNION ALL
  SELECT business, crm, deal_id, nullif("from", ''), -1 FROM deal_events WHERE kind = 'contract_day'
),
from_deals AS (
  SELECT business, 'contract' AS basis, 'revenue' AS line, day, amount FROM contract_moves
  UNION ALL
  SELECT c.business, 'contract', c.line, t.day, t.sign * times(c.cost, c.rate) FROM costs c JOIN turns t USING (business, crm, deal_id) WHERE c.rate IS NOT NULL
  UNION ALL
  SELECT l.business, 'installation', 'revenue', l.installation_day, CASE WHEN l.foreign_currency = '' THEN s.amount ELSE times(s.amount, w.rate) END
  FROM signings s JOIN living l USING (business, crm, deal_id) LEFT JOIN worth w ON w.business = l.business AND w.currency = l.foreign_currency AND w.day = l.installation_day
  WHERE s.in_force AND l.installation_day <= l.today AND (l.foreign_currency = '' OR w.rate IS NOT NULL)
  UNION ALL
  SELECT business, 'installation', line, installation_day, times(cost, rate) FROM costs WHERE in_force AND installation_day <= today AND rate IS NOT NULL
  UNION ALL
  SELECT business, 'payment', 'revenue', day, amount FROM receipts
  UNION ALL
  SELECT business, 'payment', CASE cost WHEN 'materials_cost' THEN 'materials' WHEN 'delivery_cost' THEN 'delivery' WHEN 'installation_cost' THEN 'installation' ELSE 'other_direct' END, day, amount FROM entered_costs
),
own AS (
  SELECT f.business, month_of(f.day) AS month, f.line, f.amount AS amount FROM from_deals f JOIN settings s ON s.business = f.business AND s.revenue_recognition = f.basis
  UNION ALL
  SELECT x.business, x.month, x.kind, x.to_date FROM expense_months x JOIN settings s USING (business)
  WHERE x.month <= left(s.today, 7) AND NOT (x.kind = 'payroll' AND s.pnl_payroll = 'computed')
    AND CASE WHEN s.revenue_recognition = 'payment' THEN x.seen = 'paid' AND x.kind IN ('operating_expenses', 'payroll', 'taxes') ELSE x.counts END
  UNION ALL -- computed pay: of the running month the salary by the days gone
  SELECT p.business, p.month, 'payroll', CAST(sum(p.fixed + greatest(p.net, 0) - p.off) AS BIGINT) - CASE WHEN p.month = left(any_value(s.today), 7)
         THEN CAST(sum(p.fixed) AS BIGINT) - divided(sum(p.fixed) * CAST(right(any_value(s.today), 2) AS BIGINT), day(last_day(CAST(any_value(s.today) AS DATE)))) ELSE 0 END
  FROM closed p JOIN settings s ON s.business = p.business AND s.pnl_payroll = 'computed' WHERE p.month <= left(s.today, 7) GROUP BY p.business, p.month
),
sums AS (SELECT business, month, line, CAST(sum(amount) AS BIGINT) AS amount FROM own GROUP BY ALL),
results AS (
  SELECT s.business, s.month, r.line, CAST(sum(s.amount * CASE WHEN s.line = 'revenue' THEN 1 ELSE -1 END) AS BIGINT) AS amount
  FROM sums s, unnest(['marginal_profit', 'operating_profit', 'net_profit']) r(line)
  WHERE (s.month <> 'undated' OR r.line = 'marginal_profit') AND (s.line IN ('revenue', 'materials', 'delivery', 'installation', 'other_direct') OR (r.line <> 'marginal_profit' AND s.line IN ('payroll', 'operating_expenses')) OR (r.line = 'net_profit' AND s.line = 'taxes')) -- what has no date is held against no expenses
  GROUP BY ALL
)
FROM sums UNION ALL FROM results
