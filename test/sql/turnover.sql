-- workbook.md, "In `turnover` ...": signed and cancelled on their own days; contracts signed in the month and in force; receipts by the day of the money.
WITH lines AS (
  SELECT m.business, month_of(m.day) AS month, coalesce(p.manager, nullif(m.manager_id, ''), 'unassigned') AS manager, m.amount AS turnover, 0 AS receipts, NULL AS contract
  FROM contract_moves m LEFT JOIN people p USING (business, crm, manager_id)
  UNION ALL
  SELECT business, month_of(day), manager, 0, amount, NULL FROM receipts
  UNION ALL
  SELECT business, month_of(day), manager, 0, 0, amount FROM standing
)
SELECT business, month, manager, count(contract) AS contracts, CAST(sum(turnover) AS BIGINT) AS turnover, CAST(sum(receipts) AS BIGINT) AS receipts,
       divided(sum(contract) FILTER (contract > 0), count(*) FILTER (contract > 0)) AS average_check,
       divided(CAST(2 * median(contract) FILTER (contract > 0) AS BIGINT), 2) AS median_check,
       max(contract) FILTER (contract > 0) AS largest_check,
       CAST(coalesce(sum(contract) FILTER (contract > 0), 0) AS BIGINT) AS contracts_amount, count(*) FILTER (contract > 0) AS priced_contracts
FROM lines GROUP BY ALL
