-- What quickstart.sh lets Flink's SQL client run.

SET 'pipeline.name' = 'order totals';
SET 'parallelism.default' = '2';

-- Rows become visible in Cassandra when their checkpoint completes: every two seconds.
SET 'execution.checkpointing.interval' = '2 s';

-- A stream of orders: number 1, number 2, and so on up to 15000. Customer and amount follow from the number,
-- so that everybody can say what the totals have to be.
CREATE TABLE orders (
  order_id BIGINT,
  customer AS 'customer-' || CAST(10 + MOD(order_id * 7919, 40) AS STRING),
  amount AS 1 + MOD(order_id * 31, 97),
  arrival AS PROCTIME()
) WITH (
  'connector' = 'datagen',
  'rows-per-second' = '600',
  'fields.order_id.kind' = 'sequence',
  'fields.order_id.start' = '1',
  'fields.order_id.end' = '15000'
);

-- A table of customers in Cassandra, in which each order looks its customer up.
CREATE TABLE customers (
  customer STRING,
  city STRING,
  PRIMARY KEY (customer) NOT ENFORCED
) WITH (
  'connector' = 'cassandra',
  'hosts' = 'localhost:9042',
  'keyspace' = 'shop',
  'table' = 'customers'
);

-- The table of totals. The sink creates it, and writes it exactly once: that is the default.
CREATE TABLE order_totals (
  customer STRING,
  city STRING,
  orders BIGINT,
  amount BIGINT,
  last_order BIGINT,
  PRIMARY KEY (customer) NOT ENFORCED
) WITH (
  'connector' = 'cassandra',
  'hosts' = 'localhost:9042',
  'keyspace' = 'shop',
  'table' = 'order_totals',
  'sink.create-table' = 'true'
);

-- Every order changes the row of its customer.
INSERT INTO order_totals
SELECT o.customer, MAX(c.city), COUNT(*), SUM(o.amount), MAX(o.order_id)
FROM orders AS o
JOIN customers FOR SYSTEM_TIME AS OF o.arrival AS c ON o.customer = c.customer
GROUP BY o.customer;
