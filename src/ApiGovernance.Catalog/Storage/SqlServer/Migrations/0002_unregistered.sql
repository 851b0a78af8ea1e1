-- Refused calls that the catalog does not have; an empty text stands for nothing.
CREATE TABLE dbo.unregistered_calls (
  call_key binary(32) NOT NULL,
  day date NOT NULL,
  api nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  path nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
  method nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  consumer nvarchar(256) COLLATE Latin1_General_100_BIN2 NOT NULL,
  network nvarchar(128) COLLATE Latin1_General_100_BIN2 NOT NULL,
  calls bigint NOT NULL,
  first_call datetime2(7) NOT NULL,
  last_call datetime2(7) NOT NULL,
  CONSTRAINT unregistered_calls_row PRIMARY KEY (call_key, day)
);
CREATE INDEX unregistered_calls_by_day ON dbo.unregistered_calls (day);
