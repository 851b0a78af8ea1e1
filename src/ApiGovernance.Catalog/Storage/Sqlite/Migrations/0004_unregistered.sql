-- Refused calls that the catalog does not have; an empty text stands for nothing.
CREATE TABLE unregistered_calls (
  api TEXT NOT NULL,
  path TEXT NOT NULL,
  method TEXT NOT NULL,
  consumer TEXT NOT NULL,
  network TEXT NOT NULL,
  day TEXT NOT NULL,
  calls INTEGER NOT NULL,
  first_call TEXT NOT NULL,
  last_call TEXT NOT NULL,
  PRIMARY KEY (api, path, method, consumer, network, day)
) STRICT;
CREATE INDEX unregistered_calls_by_day ON unregistered_calls (day);
