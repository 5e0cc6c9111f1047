-- Facts of a plan's metrics on the day of each: turnover and receipts as in `turnover`, contracts in force and their margin on the contract day, leads on the day of creation in the company's time zone.
WITH facts AS (
  SELECT m.business, m.day, coalesce(p.manager, nullif(m.manager_id, ''), 'unassigned') AS manager, l.source, 'turnover' AS metric, m.amount / 100 AS fact
  FROM contract_moves m JOIN living l USING (business, crm, deal_id) LEFT JOIN people p ON p.business = m.business AND p.crm = m.crm AND p.manager_id = m.manager_id
  UNION ALL
  SELECT r.business, r.day, r.manager, coalesce(l.source, ''), 'receipts', r.amount / 100 FROM receipts r LEFT JOIN living l USING (business, crm, deal_id)
  UNION ALL
  SELECT s.business, s.day, s.manager, l.source, 'contracts', 1 FROM standing s JOIN living l USING (business, crm, deal_id)
  UNION ALL
  SELECT business, day, manager, source, 'margin', margin / 100 FROM margins
  UNION ALL
  SELECT l.business, local_day(l.created_at, l.time_zone), coalesce(p.manager, nullif(l.manager_id, ''), 'unassigned'), l.source, 'leads', 1
  FROM living l LEFT JOIN people p USING (business, crm, manager_id)
),
departments AS (SELECT DISTINCT business, manager, department FROM people WHERE department <> ''),
named AS (
  SELECT f.*, v.level, v.name
  FROM facts f LEFT JOIN departments d USING (business, manager),
       unnest([{'level': 'company', 'name': ''}, {'level': 'manager', 'name': f.manager}, {'level': 'department', 'name': coalesce(d.department, '')}, {'level': 'source', 'name': coalesce(nullif(f.source, ''), 'unassigned')}]) t(v)
  WHERE v.level <> 'department' OR v.name <> ''
),
dated AS (
  SELECT n.*, p.period
  FROM named n, unnest(CASE WHEN day IS NULL THEN ['undated'] ELSE [day, left(day, 7), left(day, 4), left(day, 4) || '-Q' || quarter(CAST(day AS DATE)), strftime(CAST(day AS DATE), '%G-W%V')] END) p(period)
)
SELECT business, period, level, name, metric, CAST(round(sum(fact), 2) AS DOUBLE) AS fact FROM dated GROUP BY ALL
