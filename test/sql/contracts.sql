-- Contracts and payments as dated moves of money, out of the events.

-- the last signing of a deal: in force while no cancellation came after it; a contract that nobody owned belongs to the owner now
CREATE TABLE signings AS
WITH turns AS (
  SELECT business, crm, deal_id, arg_max(kind, n) FILTER (kind IN ('contract', 'cancel')) AS last_turn,
         arg_max(manager_id, n) FILTER (kind = 'contract') AS manager_id,
         arg_max(coalesce(nullif(CASE WHEN kind = 'contract' THEN "from" END, ''), "to"), n) FILTER (kind IN ('contract', 'contract_day')) AS day,
         coalesce(sum(amount) FILTER (kind IN ('contract', 'cancel', 'contract_change')), 0) AS amount
  FROM deal_events GROUP BY ALL
)
SELECT l.business, l.crm, l.deal_id, l.n, coalesce(nullif(t.manager_id, ''), l.manager_id) AS manager_id, nullif(t.day, '') AS day, l.foreign_currency, t.last_turn = 'contract' AS in_force, t.amount
FROM turns t JOIN living l USING (business, crm, deal_id) WHERE t.last_turn IS NOT NULL;

-- contract, cancellation, changed amount, moved day: each on its own day (workbook.md, contract day)
CREATE TABLE contract_moves_raw AS
WITH moves AS (
  SELECT business, crm, deal_id, n, event_id, kind, nullif("to", '') AS day, coalesce(amount, 0) AS amount, manager_id FROM deal_events WHERE kind IN ('contract', 'cancel', 'contract_change', 'contract_day')
  UNION ALL
  SELECT business, crm, deal_id, n, event_id, kind, nullif("from", ''), -coalesce(amount, 0), manager_id FROM deal_events WHERE kind = 'contract_day'
)
-- money of a contract that nobody owned goes to the one who was found to own it
SELECT m.* EXCLUDE (manager_id), coalesce(nullif(m.manager_id, ''), s.manager_id) AS manager_id, s.foreign_currency, l.today
FROM moves m JOIN living l USING (business, crm, deal_id) LEFT JOIN signings s USING (business, crm, deal_id);

-- in the company's currency at the rate of the day; without a rate left out
CREATE TABLE contract_moves AS
SELECT m.* EXCLUDE (amount), CASE WHEN m.foreign_currency = '' THEN m.amount ELSE times(m.amount, w.rate) END AS amount
FROM contract_moves_raw m LEFT JOIN worth w ON w.business = m.business AND w.currency = m.foreign_currency AND w.day = coalesce(m.day, m.today)
WHERE m.foreign_currency = '' OR w.rate IS NOT NULL;

-- contracts in force, in the company's currency at the rate of the contract day
CREATE TABLE standing AS
SELECT s.* EXCLUDE (amount, in_force), s.amount AS own_amount, coalesce(p.manager, nullif(l.manager_id, ''), 'unassigned') AS owner_now, coalesce(w.rate, 1) AS rate,
       CASE WHEN s.foreign_currency = '' THEN s.amount ELSE times(s.amount, w.rate) END AS amount,
       coalesce(q.manager, nullif(s.manager_id, ''), 'unassigned') AS manager
FROM signings s JOIN living l USING (business, crm, deal_id)
LEFT JOIN worth w ON w.business = s.business AND w.currency = s.foreign_currency AND w.day = coalesce(s.day, l.today)
LEFT JOIN people p ON p.business = s.business AND p.crm = s.crm AND p.manager_id = l.manager_id
LEFT JOIN people q ON q.business = s.business AND q.crm = s.crm AND q.manager_id = s.manager_id
WHERE s.in_force AND (s.foreign_currency = '' OR w.rate IS NOT NULL);

-- payments: fields of the deal as events, rows of the tab by hand; rows that a CRM wrote stand in place of the fields of their deal (Q054)
CREATE TABLE payment_rows AS
SELECT p.*, l.crm AS deal_crm, l.deal_id IS NULL AS lost
FROM payments p LEFT JOIN living l ON l.business = p.business AND l.deal_id = p.deal_id AND p.crm IN ('', l.crm)
WHERE NOT p.deleted AND p.amount IS NOT NULL AND (p.origin <> 'crm' OR p.payment_id <> '')
  AND NOT EXISTS (FROM deals d WHERE d.business = p.business AND d.deal_id = p.deal_id AND d.deleted AND p.crm IN ('', d.crm));

CREATE TABLE all_receipts AS
WITH replaced AS (SELECT DISTINCT business, deal_crm AS crm, deal_id FROM payment_rows WHERE origin = 'crm' AND NOT lost),
moves AS (
  SELECT business, crm, deal_id, 'e' || n AS id, kind, nullif("to", '') AS day, amount FROM deal_events WHERE kind IN ('payment', 'refund', 'payment_day')
  UNION ALL
  SELECT business, crm, deal_id, 'f' || n, kind, nullif("from", ''), -amount FROM deal_events WHERE kind = 'payment_day'
),
fields AS (SELECT m.* FROM moves m JOIN living USING (business, crm, deal_id) ANTI JOIN replaced USING (business, crm, deal_id)),
both_kinds AS (
  SELECT * FROM fields
  UNION ALL
  SELECT business, deal_crm, CASE WHEN NOT lost THEN deal_id END, 'p' || n, CASE WHEN amount < 0 THEN 'refund' ELSE 'payment' END, day, amount FROM payment_rows
)
SELECT b.* EXCLUDE (amount), b.amount AS own_amount, w.rate IS NOT NULL OR coalesce(l.foreign_currency, '') = '' AS has_rate, CASE WHEN coalesce(l.foreign_currency, '') = '' THEN b.amount ELSE times(b.amount, w.rate) END AS amount,
       coalesce(p.manager, nullif(coalesce(s.manager_id, l.manager_id), ''), 'unassigned') AS manager
FROM both_kinds b
LEFT JOIN living l USING (business, crm, deal_id)
LEFT JOIN signings s USING (business, crm, deal_id)
LEFT JOIN people p ON p.business = b.business AND p.crm = b.crm AND p.manager_id = coalesce(s.manager_id, l.manager_id)
LEFT JOIN worth w ON w.business = b.business AND w.currency = l.foreign_currency AND w.day = coalesce(b.day, l.today);
CREATE TABLE receipts AS FROM all_receipts WHERE has_rate;

-- direct costs on the days they were entered into deals
CREATE TABLE entered_costs AS
SELECT l.business, e."from" AS cost, local_day(e.at, l.time_zone) AS day, CASE WHEN l.foreign_currency = '' THEN e.amount ELSE times(e.amount, w.rate) END AS amount
FROM deal_events e JOIN living l USING (business, crm, deal_id) LEFT JOIN worth w ON w.business = l.business AND w.currency = l.foreign_currency AND w.day = coalesce(local_day(e.at, l.time_zone), l.today)
WHERE e.kind = 'cost' AND e.amount IS NOT NULL AND (l.foreign_currency = '' OR w.rate IS NOT NULL);
