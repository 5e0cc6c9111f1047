-- finance.md 1: fixed part, what the lines bring, what refunds take back; below 0 it is carried to the next months and never touches the fixed part.
WITH own AS (
  SELECT business, person, month, sum(piece) AS base, sum(paid) AS paid FROM paid_lines GROUP BY ALL
),
back AS (SELECT business, person, month, sum(paid) AS paid FROM taken_back GROUP BY ALL),
sums AS (
  SELECT m.business, m.person, m.month, m.scheme, m.fixed, f.factor, coalesce(o.base, 0) AS base, coalesce(o.paid, 0) + coalesce(b.paid, 0) AS net
  FROM pay_months m JOIN factors f USING (business, person, month) LEFT JOIN own o USING (business, person, month) LEFT JOIN back b USING (business, person, month)
),
running AS (SELECT *, sum(net) OVER w AS total FROM sums WINDOW w AS (PARTITION BY business, person ORDER BY month ROWS UNBOUNDED PRECEDING)),
carried AS (SELECT *, total - greatest(max(total) OVER (PARTITION BY business, person ORDER BY month ROWS UNBOUNDED PRECEDING), 0) AS carry FROM running),
before AS (SELECT *, coalesce(lag(carry) OVER (PARTITION BY business, person ORDER BY month), 0) AS carry_before FROM carried)
SELECT business, month, person AS manager, scheme, CAST(base AS BIGINT) AS base_amount, fixed, CAST(greatest(net, 0) AS BIGINT) AS variable, factor / 1000000 AS multiplier,
       CAST(-least(greatest(net, 0), -carry_before) AS BIGINT) AS corrections, CAST(fixed + greatest(net, 0) - least(greatest(net, 0), -carry_before) AS BIGINT) AS total, CAST(carry AS BIGINT) AS carry
FROM before
