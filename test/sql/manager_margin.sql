-- contracts of the month by manager: ratios of sums, places in the month (Q065, Q066, Q071, Q072)
SELECT business, month, name AS manager, contracts, revenue, direct_costs, margin, margin_percent, provisional_contracts, allocated_expenses, net_profit, discount_percent, turnover_rank, margin_rank
FROM margin_groups WHERE dimension = 'manager'
