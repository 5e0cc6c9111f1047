-- Q056: balances by due day, of instalments each part on its own; a day that has passed is overdue and not expected, a part without a day stands apart. A deal counts once a day.
SELECT business, day, coalesce(strftime(CAST(day AS DATE), '%G-W%V'), '') AS week,
       CAST(coalesce(sum(amount) FILTER (day >= today), 0) AS BIGINT) AS expected,
       CAST(coalesce(sum(amount) FILTER (day < today), 0) AS BIGINT) AS overdue,
       CAST(coalesce(sum(amount) FILTER (day IS NULL), 0) AS BIGINT) AS undated, count(DISTINCT crm || '/' || deal_id) AS deals
FROM parts GROUP BY business, day
