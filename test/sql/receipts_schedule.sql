-- Q056: balances by due day; a day that has passed is overdue and not expected, a balance without a day stands apart.
SELECT business, due_day AS day, coalesce(strftime(CAST(due_day AS DATE), '%G-W%V'), '') AS week,
       CAST(coalesce(sum(balance) FILTER (days_overdue = 0), 0) AS BIGINT) AS expected,
       CAST(coalesce(sum(balance) FILTER (days_overdue > 0), 0) AS BIGINT) AS overdue,
       CAST(coalesce(sum(balance) FILTER (due_day IS NULL), 0) AS BIGINT) AS undated, count(*) AS deals
FROM balances WHERE balance > 0 GROUP BY ALL
