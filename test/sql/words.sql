-- Words of workbook.md as macros. Money is whole kopecks; days are texts 'YYYY-MM-DD', a blank one is NULL.

-- an instant in the company's time zone
CREATE MACRO local_day(ms, zone) AS strftime(timezone(zone, make_timestamptz(ms * 1000)), '%Y-%m-%d');
CREATE MACRO month_of(day) AS coalesce(left(day, 7), 'undated');
CREATE MACRO add_days(day, n) AS strftime(CAST(day AS DATE) + CAST(n AS INTEGER), '%Y-%m-%d');
CREATE MACRO days_between(a, b) AS date_diff('day', CAST(a AS DATE), CAST(b AS DATE));
CREATE MACRO add_months(month, n) AS strftime(CAST(month || '-01' AS DATE) + to_months(CAST(n AS INTEGER)), '%Y-%m');
CREATE MACRO months_between(a, b) AS date_diff('month', CAST(a || '-01' AS DATE), CAST(b || '-01' AS DATE));
-- a ÷ b rounded to the kopeck, half away from zero
CREATE MACRO divided(a, b) AS CAST(CASE WHEN (a < 0) <> (b < 0) THEN -1 ELSE 1 END * ((2 * abs(CAST(a AS HUGEINT)) + abs(CAST(b AS HUGEINT))) // (2 * abs(CAST(b AS HUGEINT)))) AS BIGINT);
-- a × r rounded to the kopeck, half away from zero; r has at most six places
CREATE MACRO times(a, r) AS divided(CAST(a AS HUGEINT) * CAST(round(CAST(r AS DOUBLE) * 1000000) AS HUGEINT), CAST(1000000 AS HUGEINT));
