-- finance.md 1: fixed part, what the lines bring, what refunds take back; below 0 it is carried to the next months and never touches the fixed part.
SELECT business, month, person AS manager, scheme, CAST(base AS BIGINT) AS base_amount, fixed, CAST(greatest(net, 0) AS BIGINT) AS variable, factor / 1000000 AS multiplier,
       CAST(-off AS BIGINT) AS corrections, CAST(fixed + greatest(net, 0) - off AS BIGINT) AS total, CAST(carry AS BIGINT) AS carry, 0 AS bonuses, 0 AS guarantee, CAST(lost AS BIGINT) AS lost
FROM closed
