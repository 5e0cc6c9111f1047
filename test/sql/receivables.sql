-- workbook.md, "Balance": contract less payments, not below 0; what exceeds it is an advance; overdue from the day after the due day. Of instalments the earliest unpaid day is the due day.
WITH installed AS (
  SELECT business, crm, deal_id, count(*) FILTER ("from" <> '') AS moves, arg_min("to", n) FILTER ("to" <> '') AS first FROM deal_events WHERE kind = 'installation' GROUP BY ALL
)
SELECT b.deal_id, b.crm, b.business, b.client, b.manager, b.contract_amount, b.paid, b.balance, b.due_day, b.days_overdue,
       CASE WHEN b.balance = 0 THEN '' WHEN b.due_day IS NULL THEN 'undated' WHEN b.days_overdue = 0 THEN 'not_due' WHEN b.days_overdue <= 30 THEN '1-30' WHEN b.days_overdue <= 60 THEN '31-60'
            WHEN b.days_overdue <= 90 THEN '61-90' WHEN b.days_overdue <= 180 THEN '91-180' ELSE '180+' END AS bucket,
       l.link, b.advance, b.overdue, b.disputed, b.revaluation, b.instalments, coalesce(i.moves, 0) AS installation_moves, i.first AS installation_first, l.deal, l.client_id
FROM balances b JOIN living l USING (business, crm, deal_id) LEFT JOIN installed i USING (business, crm, deal_id) WHERE b.balance > 0 OR b.advance > 0
