-- Pay (finance.md 1): base events, shares, the ledger of lines with what refunds take back, month by month.

-- schemes with their texts read: `0=3; 500000=4` is pairs (from, p), in kopecks and millionths of a percent
CREATE MACRO pairs_of(list) AS list_filter(string_split(replace(list, ' ', ''), ';'), lambda t: t <> '');
CREATE MACRO scaled(pair, i, factor) AS CAST(round(CAST(split_part(pair, '=', i) AS DOUBLE) * factor) AS BIGINT);
CREATE TABLE schemes AS
SELECT p.* EXCLUDE (manager, tiers, valid_from), trim(p.manager) AS person, coalesce(p.valid_from, '') AS valid_from, p.tiers LIKE 'whole:%' AS whole,
       list_sort(list_transform(pairs_of(regexp_replace(p.tiers, '^whole:', '')), lambda t: {'f': scaled(t, 1, 100), 'p': scaled(t, 2, 1000000)})) AS steps,
       list_sort(list_transform(pairs_of(p.multipliers), lambda t: {'f': scaled(t, 1, 1000000), 'k': scaled(t, 2, 1000000)})) AS factors
FROM payroll_schemes p;
-- whose scheme holds from which day until before which: his own, else that of everybody
CREATE TABLE persons AS SELECT DISTINCT business, manager AS person FROM people UNION SELECT business, person FROM schemes WHERE person <> '';
CREATE TABLE held AS
SELECT p.business, p.person, s.n AS scheme_n, s.valid_from AS since, coalesce(lead(s.valid_from) OVER (PARTITION BY p.business, p.person ORDER BY s.valid_from, s.n), '9999') AS until
FROM persons p JOIN schemes s ON s.business = p.business AND (s.person = p.person OR (s.person = '' AND NOT EXISTS (FROM schemes o WHERE o.business = p.business AND o.person = p.person)));

-- base events: contracts, payments, margins; a deleted deal gives back on the day of its deletion what it had brought
CREATE TABLE base_events AS
WITH gone AS (
  SELECT e.business, e.crm, e.deal_id, max(local_day(e.at, s.time_zone)) AS day FROM deal_events e JOIN settings s USING (business) JOIN deals d USING (business, crm, deal_id)
  WHERE e.kind = 'deleted' AND d.deleted GROUP BY ALL
),
owners AS (
  SELECT d.business, d.crm, d.deal_id, d.deleted, g.day AS gone, d.manager_id AS owner_now, d.currency, s.today, s.time_zone,
         arg_max(e.manager_id, e.n) FILTER (e.kind = 'contract') AS contract_owner
  FROM deals d JOIN settings s USING (business) LEFT JOIN deal_events e USING (business, crm, deal_id) LEFT JOIN gone g USING (business, crm, deal_id) GROUP BY ALL
),
raw_contracts AS (
  SELECT business, crm, deal_id, 'contract' AS base, kind, nullif("to", '') AS day, n * 2 AS ord, coalesce(amount, 0) AS amount, manager_id FROM deal_events WHERE kind IN ('contract', 'cancel', 'contract_change', 'contract_day')
  UNION ALL
  SELECT business, crm, deal_id, 'contract', kind, nullif("from", ''), n * 2 - 1, -coalesce(amount, 0), manager_id FROM deal_events WHERE kind = 'contract_day'
),
raw_payments AS (
  SELECT e.business, e.crm, e.deal_id, 'receipts' AS base, e.kind, nullif(e."to", '') AS day, e.n * 2 AS ord, e.amount, NULL AS manager_id FROM deal_events e WHERE e.kind IN ('payment', 'refund', 'payment_day')
  UNION ALL
  SELECT e.business, e.crm, e.deal_id, 'receipts', e.kind, nullif(e."from", ''), e.n * 2 - 1, -e.amount, NULL FROM deal_events e WHERE e.kind = 'payment_day'
),
real AS (SELECT DISTINCT p.business, d.crm, d.deal_id FROM payments p JOIN deals d ON d.business = p.business AND d.deal_id = p.deal_id AND p.crm IN ('', d.crm) WHERE NOT p.deleted AND p.amount IS NOT NULL AND p.origin = 'crm' AND p.payment_id <> ''),
all_payments AS (
  SELECT r.* FROM raw_payments r ANTI JOIN real USING (business, crm, deal_id)
  UNION ALL
  SELECT p.business, d.crm, d.deal_id, 'receipts', CASE WHEN p.amount < 0 THEN 'refund' ELSE 'payment' END, p.day, 1000000 + p.n, p.amount, NULL
  FROM payments p JOIN deals d ON d.business = p.business AND d.deal_id = p.deal_id AND p.crm IN ('', d.crm)
  WHERE NOT p.deleted AND p.amount IS NOT NULL AND (p.origin <> 'crm' OR p.payment_id <> '')
),
-- margin: what stands of the contract less the costs known by then, not below 0; each event counts for as much as it changes
costs AS (
  SELECT e.business, e.crm, e.deal_id, local_day(e.at, s.time_zone) AS day, e.n * 2 AS ord, e.amount, 'cost' AS kind FROM deal_events e JOIN settings s USING (business) WHERE e.kind = 'cost'
),
known_before AS (
  SELECT d.business, d.crm, d.deal_id,
         coalesce(d.materials_cost, 0) + coalesce(d.delivery_cost, 0) + coalesce(d.installation_cost, 0) + coalesce(d.other_cost, 0) - coalesce(sum(c.amount), 0) AS amount
  FROM deals d LEFT JOIN costs c USING (business, crm, deal_id) GROUP BY d.business, d.crm, d.deal_id, d.materials_cost, d.delivery_cost, d.installation_cost, d.other_cost
),
walk AS (
  SELECT business, crm, deal_id, kind, day, ord, amount AS contract, 0 AS cost, manager_id FROM raw_contracts WHERE day IS NOT NULL
  UNION ALL
  SELECT business, crm, deal_id, kind, day, ord, 0, coalesce(amount, 0), NULL FROM costs
  UNION ALL
  SELECT business, crm, deal_id, 'cost', '', 0, 0, amount, NULL FROM known_before
),
walked AS (
  SELECT *, greatest(sum(contract) OVER w - sum(cost) OVER w, 0) AS level,
         last_value(manager_id IGNORE NULLS) OVER w AS whose
  FROM walk WINDOW w AS (PARTITION BY business, crm, deal_id ORDER BY day, ord ROWS UNBOUNDED PRECEDING)
),
margins_moved AS (
  SELECT business, crm, deal_id, 'margin' AS base, kind, day, ord, CAST(level - coalesce(lag(level) OVER (PARTITION BY business, crm, deal_id ORDER BY day, ord), 0) AS BIGINT) AS amount, whose AS manager_id FROM walked
),
moves AS (FROM raw_contracts UNION ALL FROM all_payments UNION ALL (SELECT * FROM margins_moved WHERE day <> '' AND amount <> 0)),
counted AS (
  SELECT m.*, o.currency, o.today, coalesce(nullif(m.manager_id, ''), nullif(o.contract_owner, ''), o.owner_now, '') AS owner
  FROM moves m JOIN owners o USING (business, crm, deal_id) WHERE m.day IS NOT NULL AND (o.gone IS NULL OR m.day <= o.gone)
  UNION ALL
  SELECT m.business, m.crm, m.deal_id, 'receipts', 'deleted', o.gone, 2000000, -sum(m.amount), NULL, o.currency, o.today, coalesce(nullif(o.contract_owner, ''), o.owner_now)
  FROM all_payments m JOIN owners o USING (business, crm, deal_id) WHERE o.gone IS NOT NULL AND m.day <= o.gone GROUP BY ALL
),
rated AS (
  SELECT c.* EXCLUDE (amount), CASE WHEN upper(trim(c.currency)) IN ('', upper(s.currency)) THEN c.amount
         ELSE times(c.amount, (SELECT arg_max(r.rate, (r.day, r.n)) FROM rates r WHERE r.business = c.business AND upper(trim(r.currency)) = upper(trim(c.currency)) AND r.day <= c.day AND r.rate > 0)) END AS amount
  FROM counted c JOIN settings s USING (business)
)
SELECT r.* EXCLUDE (currency, owner), coalesce(p.manager, r.owner) AS owner FROM rated r LEFT JOIN people p ON p.business = r.business AND p.crm = r.crm AND p.manager_id = r.owner
WHERE r.amount IS NOT NULL AND r.amount <> 0;

-- shares of a deal: `deal_id: manager=60, manager=40`, together 100; the amount is split by the largest remainder
CREATE TABLE splits AS
WITH lines AS (
  SELECT s.business, s.n AS scheme_n, s.person AS by_person, s.valid_from, trim(split_part(l, ':', 1)) AS deal_id, string_split(split_part(l, ':', 2), ',') AS parts
  FROM schemes s, unnest(regexp_split_to_array(s.splits, '[;\n]')) t(l) WHERE trim(l) <> ''
)
SELECT l.*, k, trim(split_part(parts[k], '=', 1)) AS person, scaled(parts[k], 2, 1000000) AS weight FROM lines l, unnest(generate_series(1, len(l.parts))) t(k);

CREATE TABLE shared AS
WITH holding AS (
  SELECT e.*, row_number() OVER () AS id, (SELECT arg_max(x.scheme_n, (x.valid_from, x.scheme_n)) FROM splits x WHERE x.business = e.business AND x.deal_id = e.deal_id AND x.valid_from <= e.day) AS split_scheme FROM base_events e
),
parts AS (
  SELECT h.* EXCLUDE (owner, split_scheme), coalesce(x.person, h.owner) AS person, coalesce(x.k, 1) AS k, coalesce(x.weight, 100000000) AS weight
  FROM holding h LEFT JOIN splits x ON x.business = h.business AND x.deal_id = h.deal_id AND x.scheme_n = h.split_scheme
),
floors AS (SELECT *, sum(weight) OVER (PARTITION BY id) AS whole, CAST(abs(amount) AS HUGEINT) * weight AS product FROM parts),
ranked AS (
  SELECT *, abs(amount) - sum(product // whole) OVER (PARTITION BY id) AS odd, row_number() OVER (PARTITION BY id ORDER BY product % whole DESC, k) AS place FROM floors
)
SELECT business, crm, deal_id, base, kind, day, left(day, 7) AS month, ord, person, weight / 100000000 AS share, CAST(sign(amount) * (product // whole + CASE WHEN place <= odd THEN 1 ELSE 0 END) AS BIGINT) AS amount FROM ranked;

-- what counts: events of the base of the scheme of that day; what comes on a day comes before what goes on it, for the order inside a day is irrelevant (finance.md 1.2, c)
CREATE TABLE counting AS
SELECT h.* EXCLUDE (ord), h.ord + CASE WHEN h.amount < 0 THEN 100000000 ELSE 0 END AS ord, s.n AS scheme_n, s.refund_rule = 'net' AS net
FROM shared h JOIN held k ON k.business = h.business AND k.person = h.person AND k.since <= h.day AND h.day < k.until JOIN schemes s ON s.business = h.business AND s.n = k.scheme_n AND s.base = h.base
WHERE h.amount <> 0 AND h.month <= (SELECT left(today, 7) FROM settings t WHERE t.business = h.business);

-- the level of a deal is what was paid for it and not given back; a refund takes the last first, and no more than there is
CREATE TABLE levels AS
WITH sums AS (SELECT *, sum(amount) OVER w AS s FROM counting WINDOW w AS (PARTITION BY business, person, crm, deal_id, base ORDER BY day, ord ROWS UNBOUNDED PRECEDING)),
reflected AS (SELECT *, s - least(0, min(s) OVER (PARTITION BY business, person, crm, deal_id, base ORDER BY day, ord ROWS UNBOUNDED PRECEDING)) AS after FROM sums)
SELECT *, coalesce(lag(after) OVER w, 0) AS before FROM reflected WINDOW w AS (PARTITION BY business, person, crm, deal_id, base ORDER BY day, ord);

-- the lowest level of a deal in a month, and where the month began
CREATE TABLE lows AS
SELECT business, person, crm, deal_id, base, month, min(after) AS low, arg_min(before, (day, ord)) AS start FROM levels GROUP BY ALL;

-- net events of a month: what is left at its end of each payment of the month; under `net` what was given back of earlier months lowers the month's base
-- a share that came while its owner had no scheme, of a deal by which another sharer is paid, lowers nobody's base as it goes: (a) holds for the base (finance.md 1.2)
CREATE TABLE nets AS
WITH unheld AS (
  SELECT business, person, crm, deal_id, base, sum(amount) AS amount FROM shared h WHERE NOT EXISTS (FROM held k WHERE k.business = h.business AND k.person = h.person AND k.since <= h.day AND h.day < k.until)
    AND EXISTS (FROM shared o JOIN held k ON k.business = o.business AND k.person = o.person AND k.since <= o.day AND o.day < k.until JOIN schemes s ON s.business = k.business AND s.n = k.scheme_n AND s.base = o.base
                WHERE o.business = h.business AND o.crm = h.crm AND o.deal_id = h.deal_id AND o.base = h.base AND o.day = h.day AND o.ord = h.ord)
  GROUP BY ALL
),
pushes AS (
  SELECT l.*, coalesce(min(after) OVER (PARTITION BY business, person, crm, deal_id, base, month ORDER BY day, ord ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), after) AS later FROM levels l
)
SELECT business, person, crm, deal_id, base, month, day, ord, share, scheme_n, net, before AS lo, least(after, later) AS hi, least(after, later) - before AS amount FROM pushes WHERE amount > 0 AND least(after, later) > before
UNION ALL
SELECT business, person, crm, deal_id, base, month, day, ord, share, scheme_n, TRUE, 0, 0, off FROM (
  SELECT p.business, p.person, p.crm, p.deal_id, p.base, p.month, min(p.day) FILTER (p.amount < 0) AS day, min(p.ord) FILTER (p.amount < 0) AS ord, any_value(p.share) AS share, arg_min(p.scheme_n, (p.day, p.ord)) FILTER (p.amount < 0) AS scheme_n,
         sum(p.amount) - sum(greatest(p.kept, 0)) + least(greatest(coalesce(any_value(u.amount), 0), 0), sum(p.after - p.before - p.amount)) AS off
  FROM (SELECT *, CASE WHEN amount > 0 THEN greatest(least(after, later) - before, 0) ELSE 0 END AS kept FROM pushes) p LEFT JOIN unheld u USING (business, person, crm, deal_id, base) WHERE p.net GROUP BY ALL
) WHERE off < 0;

-- the scale of the month: filled in the order of day, deal, event, what `net` takes off at the end, from the top; a line that crosses a border is parted
CREATE TABLE pieces AS
WITH filled AS (
  SELECT *, sum(amount) OVER w - amount AS c0, sum(amount) OVER w AS c1, sum(amount) OVER (PARTITION BY business, person, month) AS base_total
  FROM nets WINDOW w AS (PARTITION BY business, person, month ORDER BY amount < 0, day, deal_id, ord ROWS UNBOUNDED PRECEDING)
),
tiers AS (
  SELECT s.business, s.n AS scheme_n, s.whole, s.steps[i].p AS p, CASE WHEN i = 1 THEN -1000000000000000 ELSE s.steps[i].f END AS t0, coalesce(s.steps[i + 1].f, 1000000000000000) AS t1
  FROM schemes s, unnest(generate_series(1, len(s.steps))) t(i)
),
cut AS (
  SELECT f.*, t.p, greatest(least(f.c0, f.c1), t.t0) AS x0, least(greatest(f.c0, f.c1), t.t1) AS x1 FROM filled f JOIN tiers t USING (business, scheme_n) WHERE NOT t.whole
  UNION ALL
  SELECT f.*, t.p, least(f.c0, f.c1), greatest(f.c0, f.c1) FROM filled f JOIN tiers t USING (business, scheme_n) WHERE t.whole AND f.base_total > t.t0 AND f.base_total <= t.t1
)
SELECT *, sign(amount) * (x1 - x0) AS piece, lo + (x0 - c0) AS piece_lo, lo + (x1 - c0) AS piece_hi, divided(CAST(sign(amount) * (x1 - x0) AS HUGEINT) * p, CAST(100000000 AS HUGEINT)) AS line
FROM cut WHERE x1 > x0;

-- months of a person in which a scheme was in force: the fixed part by working days, each scheme for its own
CREATE TABLE pay_months AS
WITH dates AS (
  SELECT s.business, strftime(d, '%Y-%m-%d') AS day, isodow(d) < 6 AS weekday FROM settings s JOIN (SELECT business, min(CASE WHEN valid_from = '' THEN '2026-01-01' ELSE left(valid_from, 7) || '-01' END) AS first FROM schemes GROUP BY ALL) f USING (business),
       generate_series(CAST(f.first AS DATE), last_day(CAST(s.today AS DATE)), INTERVAL 1 DAY) t(d)
),
days AS (
  SELECT d.business, d.day, left(d.day, 7) AS month, coalesce(c.kind, CASE WHEN d.weekday THEN 'working' ELSE 'holiday' END) <> 'holiday' AS works
  FROM dates d LEFT JOIN calendar c ON c.business = d.business AND c.day = d.day
),
norms AS (SELECT business, month, count(*) FILTER (works) AS norm FROM days GROUP BY ALL),
bound AS (
  SELECT k.business, k.person, d.month, k.scheme_n, min(d.day) AS since,
         count(*) FILTER (d.works AND (NOT EXISTS (FROM managers m WHERE m.business = k.business AND m.manager = k.person)
           OR EXISTS (FROM managers m WHERE m.business = k.business AND m.manager = k.person AND coalesce(m.active_from, '') <= d.day AND coalesce(m.active_to, '9999') >= d.day))) AS worked
  FROM held k JOIN days d ON d.business = k.business AND k.since <= d.day AND d.day < k.until GROUP BY ALL
)
SELECT b.business, b.person, b.month, divided(sum(CAST(coalesce(s.fixed, 0) AS HUGEINT) * b.worked), CAST(any_value(n.norm) AS HUGEINT)) AS fixed,
       string_agg(DISTINCT s.scheme, ', ' ORDER BY s.scheme) AS scheme, arg_max(s.n, b.since) AS scheme_n, arg_max(s.cap, b.since) AS cap
FROM bound b JOIN norms n USING (business, month) JOIN schemes s ON s.business = b.business AND s.n = b.scheme_n GROUP BY ALL;

-- the multiplier of the month by its plan: the last step not above the attainment; below the first step and without a scale 1; without a plan by the setting
CREATE TABLE factors AS
WITH facts AS (
  SELECT business, month_of(day) AS month, manager, 'receipts' AS metric, sum(amount) AS fact FROM receipts GROUP BY ALL
  UNION ALL
  SELECT m.business, month_of(m.day), coalesce(p.manager, nullif(m.manager_id, ''), 'unassigned'), 'turnover', sum(m.amount) FROM contract_moves m LEFT JOIN people p USING (business, crm, manager_id) GROUP BY ALL
  UNION ALL
  SELECT business, month_of(day), manager, 'contracts', count(*) * 100 FROM standing GROUP BY ALL
  UNION ALL
  SELECT business, month, manager, 'margin', sum(margin) FROM margins GROUP BY ALL
),
planned AS (SELECT business, period AS month, name AS manager, metric, arg_max(value, (coalesce(changed_at, 0), n)) AS plan FROM plans WHERE level = 'manager' GROUP BY ALL),
-- of a plan in the scheme's own base the fact is that base, shares and refunds as pay counts them (finance.md 1.4)
bases AS (SELECT business, person, month, sum(amount) AS fact FROM nets GROUP BY ALL),
held_plans AS (
  SELECT m.business, m.person, m.month, s.factors, t.plan_without_plan_multiplier AS without, s.plan_metric,
         CAST(round(p.plan * 100) AS HUGEINT) AS plan,
         coalesce(CAST(CASE WHEN s.plan_metric = CASE s.base WHEN 'contract' THEN 'turnover' ELSE s.base END THEN b.fact ELSE f.fact END AS HUGEINT), 0) AS fact
  FROM pay_months m JOIN schemes s ON s.business = m.business AND s.n = m.scheme_n JOIN settings t ON t.business = m.business
  LEFT JOIN planned p ON p.business = m.business AND p.month = m.month AND p.manager = m.person AND p.metric = s.plan_metric
  LEFT JOIN bases b ON b.business = m.business AND b.month = m.month AND b.person = m.person
  LEFT JOIN facts f ON f.business = m.business AND f.month = m.month AND f.manager = m.person AND f.metric = s.plan_metric
)
SELECT business, person, month,
       CASE WHEN len(factors) = 0 OR plan_metric = '' THEN 1000000 WHEN plan IS NULL OR plan = 0 THEN without * 1000000
            ELSE coalesce(list_last(list_filter(factors, lambda x: fact * 100000000 >= plan * CAST(x.f AS HUGEINT))).k, 1000000) END AS factor
FROM held_plans;

-- what the month's own lines bring: times the multiplier, rounded once, no more than the cap leaves beside the fixed part; shared out over the lines by running totals
CREATE TABLE paid_lines AS
WITH sums AS (
  SELECT p.*, f.factor, m.fixed, m.cap, sum(p.line) OVER t AS lines, sum(p.line) OVER w AS running
  FROM pieces p JOIN factors f USING (business, person, month) JOIN pay_months m USING (business, person, month)
  WINDOW t AS (PARTITION BY p.business, p.person, p.month), w AS (PARTITION BY p.business, p.person, p.month ORDER BY p.amount < 0, p.day, p.deal_id, p.ord, p.x0 ROWS UNBOUNDED PRECEDING)
),
months AS (
  SELECT *, CASE WHEN cap IS NULL THEN divided(lines * factor, CAST(1000000 AS HUGEINT)) ELSE least(divided(lines * factor, CAST(1000000 AS HUGEINT)), greatest(cap - fixed, 0)) END AS earned FROM sums
)
SELECT *, CASE WHEN lines = 0 THEN 0 WHEN earned = divided(lines * factor, CAST(1000000 AS HUGEINT))
       THEN divided(running * factor, CAST(1000000 AS HUGEINT)) - divided((running - line) * factor, CAST(1000000 AS HUGEINT))
       ELSE divided(CAST(earned AS HUGEINT) * running, lines) - divided(CAST(earned AS HUGEINT) * (running - line), lines) END AS paid FROM months;

-- refunds of later months take lines back from the top of the deal, at what was paid for them; lines of one day and rate are one, for the order inside a day is irrelevant
CREATE TABLE taken_back AS
WITH held_lines AS (
  SELECT business, person, crm, deal_id, base, month, day, share, p, factor, max(scheme_n) AS scheme_n, min(piece_lo) AS piece_lo, max(piece_hi) AS piece_hi, sum(piece) AS piece, sum(paid) AS paid
  FROM paid_lines WHERE piece > 0 GROUP BY ALL
),
months AS (SELECT DISTINCT business, person, crm, deal_id, base, month, low FROM lows),
after AS (
  SELECT p.*, l.month AS back_month, greatest(p.piece_lo, least(p.piece_hi, min(l.low) OVER w)) AS left_hi
  FROM held_lines p JOIN months l ON l.business = p.business AND l.person = p.person AND l.crm = p.crm AND l.deal_id = p.deal_id AND l.base = p.base AND l.month > p.month
  WINDOW w AS (PARTITION BY p.business, p.person, p.crm, p.deal_id, p.base, p.month, p.day, p.share, p.p, p.factor ORDER BY l.month)
),
steps AS (
  SELECT *, coalesce(lag(left_hi) OVER w, piece_hi) AS was_hi FROM after WINDOW w AS (PARTITION BY business, person, crm, deal_id, base, month, day, share, p, factor ORDER BY back_month)
)
SELECT t.business, t.person, t.crm, t.deal_id, t.base, t.back_month AS month, t.share, t.p, t.factor, t.scheme_n, t.left_hi - t.was_hi AS piece,
       divided(CAST(t.paid AS HUGEINT) * (t.piece_hi - t.was_hi), CAST(t.piece AS HUGEINT)) - divided(CAST(t.paid AS HUGEINT) * (t.piece_hi - t.left_hi), CAST(t.piece AS HUGEINT)) AS paid
FROM steps t WHERE t.left_hi < t.was_hi
  AND NOT EXISTS (FROM held k JOIN schemes s ON s.business = k.business AND s.n = k.scheme_n WHERE k.business = t.business AND k.person = t.person AND s.refund_rule = 'net' AND k.since <= t.back_month || '-31' AND t.back_month || '-31' < k.until);

-- the month closed: below 0 is carried, and taken off what later months bring
CREATE TABLE closed AS
WITH own AS (
  SELECT business, person, month, sum(piece) AS base, sum(paid) AS paid, greatest(divided(any_value(lines) * any_value(factor), CAST(1000000 AS HUGEINT)) - any_value(earned), 0) AS lost FROM paid_lines GROUP BY ALL
),
back AS (SELECT business, person, month, sum(paid) AS paid FROM taken_back GROUP BY ALL),
sums AS (
  SELECT m.business, m.person, m.month, m.scheme, m.fixed, f.factor, coalesce(o.base, 0) AS base, coalesce(o.lost, 0) AS lost, coalesce(o.paid, 0) + coalesce(b.paid, 0) AS net
  FROM pay_months m JOIN factors f USING (business, person, month) LEFT JOIN own o USING (business, person, month) LEFT JOIN back b USING (business, person, month)
),
running AS (SELECT *, sum(net) OVER w AS total FROM sums WINDOW w AS (PARTITION BY business, person ORDER BY month ROWS UNBOUNDED PRECEDING)),
carried AS (SELECT *, total - greatest(max(total) OVER (PARTITION BY business, person ORDER BY month ROWS UNBOUNDED PRECEDING), 0) AS carry FROM running),
before AS (SELECT *, coalesce(lag(carry) OVER (PARTITION BY business, person ORDER BY month), 0) AS carry_before FROM carried)
SELECT *, least(greatest(net, 0), -carry_before) AS off FROM before;
