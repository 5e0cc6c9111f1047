-- The statement, added up by deal, rate, share and multiplier: lines of the month, lines of earlier months taken back at what was paid for them, and what no deal gave.
SELECT business, month, person AS manager, crm, deal_id, event, base, rate, share, multiplier, CAST(sum(piece) AS BIGINT) AS base_amount, CAST(sum(amount) AS BIGINT) AS amount, CAST(sum(paid) AS BIGINT) AS paid
FROM (
  SELECT business, month, person, crm, deal_id, '' AS event, base, p / 1000000 AS rate, share, factor / 1000000 AS multiplier, piece, line AS amount, paid FROM paid_lines
  UNION ALL
  SELECT business, month, person, crm, deal_id, '', base, p / 1000000, share, factor / 1000000, piece, paid, paid FROM taken_back
  UNION ALL -- given back although nothing was paid for it: said, at no rate
  SELECT business, month, person, crm, deal_id, '', base, 0, share, 1, amount - (after - before), 0, 0 FROM levels WHERE NOT net
  UNION ALL -- the fixed part, what earlier months take off, what goes to later ones
  SELECT c.business, c.month, c.person, '', '', l.event, '', NULL, NULL, NULL, 0, l.amount, l.amount
  FROM closed c, unnest([{'event': 'fixed', 'amount': c.fixed}, {'event': 'carry', 'amount': -c.off}, {'event': 'carried', 'amount': greatest(-c.net, 0)}]) t(l) WHERE l.amount <> 0
)
GROUP BY ALL
