SET 'execution.runtime-mode' = 'batch';
SET 'table.dml-sync' = 'true';
SET 'sql-client.execution.result-mode' = 'tableau';

CREATE CATALOG cass WITH (
  'type' = 'cassandra',
  'hosts' = '${hosts}',
  'default-database' = '${keyspace}',
  'table.sink.delivery-guarantee' = 'at-least-once'
);

USE CATALOG cass;

SHOW DATABASES;

SHOW TABLES;

DESCRIBE books;

SHOW CREATE TABLE collections;

SELECT * FROM books;

SELECT * FROM ids;

SELECT * FROM people;

SELECT * FROM vectors;

SELECT * FROM numbers;

SELECT * FROM times;

SELECT * FROM collections;

INSERT INTO books (book_id, book_author, book_name, book_pub_year, book_price) VALUES
  ('b00001', 'Arthur Conan Doyle', 'A study in scarlet', 1887, CAST(11.33 AS FLOAT)),
  ('b00023', 'Arthur Conan Doyle', 'A sign of four', 1890, CAST(22.45 AS FLOAT));

INSERT INTO hits VALUES ('/books', 2);

INSERT INTO statics VALUES (1, 1, 'x'), (1, 2, 'x');

UPDATE books SET book_price = 99.33 WHERE book_id = 'b00300';

SELECT book_id, book_price FROM books;

DELETE FROM books WHERE book_id = 'b00023';

CREATE TABLE cheap WITH ('primary-key' = 'book_id') AS
SELECT book_id, book_name FROM books WHERE book_price < 20;

ALTER TABLE cheap ADD (copies INT);

TRUNCATE TABLE statics;

DROP TABLE texts;

SHOW TABLES;
