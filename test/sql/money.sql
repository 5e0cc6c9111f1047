-- Who is meant, and what a unit of another currency is worth on a day.

CREATE TABLE people AS
SELECT business, crm, manager_id, min_by(manager, n) AS manager, min_by(department, n) AS department
FROM managers WHERE manager <> '' GROUP BY ALL;

-- deleted deals are in no report
CREATE TABLE living AS
SELECT d.*, s.today, s.time_zone, s.overdue_offset_days,
       CASE WHEN upper(trim(d.currency)) IN ('', upper(s.currency)) THEN '' ELSE upper(trim(d.currency)) END AS foreign_currency
FROM deals d JOIN settings s USING (business) WHERE NOT d.deleted;

-- every day on which anything happened, with the rate that held then: from a row's day until the next row of the currency
CREATE TABLE worth AS
WITH asked AS (
  SELECT DISTINCT l.business, l.foreign_currency AS currency, e.d AS day
  FROM living l JOIN deal_events ev USING (business, crm, deal_id), unnest([ev."from", ev."to", l.today]) e(d)
  WHERE l.foreign_currency <> '' AND e.d SIMILAR TO '\d{4}-\d{2}-\d{2}'
  UNION
  SELECT DISTINCT l.business, l.foreign_currency, p.day FROM living l JOIN payments p USING (business, deal_id)
  WHERE l.foreign_currency <> '' AND p.day IS NOT NULL
  UNION
  SELECT DISTINCT business, foreign_currency, installation_day FROM living WHERE foreign_currency <> '' AND installation_day IS NOT NULL
  UNION
  SELECT DISTINCT l.business, l.foreign_currency, local_day(e.at, l.time_zone) FROM living l JOIN deal_events e USING (business, crm, deal_id) WHERE l.foreign_currency <> '' AND e.kind = 'cost' AND e.at IS NOT NULL
  UNION
  SELECT DISTINCT business, foreign_currency, today FROM living WHERE foreign_currency <> ''
)
SELECT a.business, a.currency, a.day, arg_max(r.rate, (r.day, r.n)) AS rate
FROM asked a JOIN rates r ON r.business = a.business AND upper(trim(r.currency)) = a.currency AND r.day <= a.day AND r.rate > 0
GROUP BY ALL;
