SET 'execution.checkpointing.interval' = '500 ms';

CREATE TABLE all_sorts (
  id BIGINT,
  name STRING,
  price DECIMAL(10, 2),
  bytes_ BYTES,
  day_ DATE,
  at_ TIMESTAMP_LTZ(3),
  tags ARRAY<STRING>,
  counts MAP<STRING, INT>,
  address ROW<street STRING, number INT>,
  embedding ARRAY<FLOAT>,
  PRIMARY KEY (id) NOT ENFORCED
) WITH (
  'connector' = 'cassandra',
  'hosts' = '${hosts}',
  'keyspace' = '${keyspace}',
  'table' = 'all_sorts',
  'username' = '${username}',
  'password' = '${password}',
  'connection.compression' = 'lz4',
  'ssl.enabled' = 'true',
  'ssl.truststore.path' = '${truststore}',
  'ssl.truststore.password' = '${truststore.password}'
);

CREATE TABLE numbers (id BIGINT) WITH (
  'connector' = 'datagen',
  'fields.id.kind' = 'sequence',
  'fields.id.start' = '1',
  'fields.id.end' = '1000'
);

INSERT INTO all_sorts
SELECT
  id,
  'name ' || CAST(id AS STRING),
  CAST(id AS DECIMAL(10, 2)) / 4,
  ENCODE('bytes', 'UTF-8'),
  DATE '2024-02-29',
  TO_TIMESTAMP_LTZ(1700000000000 + id, 3),
  ARRAY['a', 'b'],
  MAP['one', 1],
  ROW('Main Street', CAST(id AS INT)),
  ARRAY[CAST(0.5 AS FLOAT), CAST(id AS FLOAT), CAST(-1 AS FLOAT)]
FROM numbers;
