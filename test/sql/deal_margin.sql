-- workbook.md, "Margin" and "Allocated expenses"; a blank cost is not 0 and makes the margin provisional while its field is mapped.
SELECT business, deal_id, deal, manager, coalesce(nullif(product, ''), 'unassigned') AS product, month, revenue, materials_cost, delivery_cost, installation_cost, other_cost, margin,
       CASE WHEN revenue <> 0 THEN margin / revenue END AS margin_percent, allocated AS allocated_expenses, net AS net_profit, provisional, link
FROM deal_profit
UNION ALL
SELECT business, '', 'unallocated', '', '', month, 0, NULL, NULL, NULL, NULL, 0, NULL, amount, -amount, FALSE, '' FROM unallocated
