-- workbook.md, "Balance": contract less payments, not below 0; what exceeds it is an advance; overdue from the day after the due day.
SELECT deal_id, crm, business, client, manager, contract_amount, paid, balance, due_day, days_overdue,
       CASE WHEN balance = 0 THEN '' WHEN due_day IS NULL THEN 'undated' WHEN days_overdue = 0 THEN 'not_due' WHEN days_overdue <= 30 THEN '1-30' WHEN days_overdue <= 60 THEN '31-60'
            WHEN days_overdue <= 90 THEN '61-90' WHEN days_overdue <= 180 THEN '91-180' ELSE '180+' END AS bucket,
       link, advance
FROM balances WHERE balance > 0 OR advance > 0
