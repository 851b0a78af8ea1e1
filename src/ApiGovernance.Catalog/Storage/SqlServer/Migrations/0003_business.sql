-- Answers of back ends that were held against contracts.
CREATE TABLE dbo.backend_answers (
  answer_key binary(32) NOT NULL,
  day date NOT NULL,
  backend nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  api nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  checked bigint NOT NULL,
  broken bigint NOT NULL,
  last_answer datetime2(7) NOT NULL,
  CONSTRAINT backend_answers_row PRIMARY KEY (answer_key, day)
);
CREATE INDEX backend_answers_by_day ON dbo.backend_answers (day);
-- Business events by the digest of their id: an order and its shipment, a return and its credit. The first of each counts.
CREATE TABLE dbo.business_marks (
  mark_key binary(32) NOT NULL,
  day date NOT NULL,
  span nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  digest nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  api nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  channel nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  began datetime2(7) NULL,
  ended datetime2(7) NULL,
  measured bit NOT NULL,
  CONSTRAINT business_marks_row PRIMARY KEY (mark_key)
);
CREATE INDEX business_marks_by_day ON dbo.business_marks (day);
CREATE INDEX business_marks_complete ON dbo.business_marks (span) WHERE measured = 0 AND began IS NOT NULL AND ended IS NOT NULL;
