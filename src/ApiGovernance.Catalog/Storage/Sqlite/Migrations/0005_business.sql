-- Answers of back ends that were held against contracts.
CREATE TABLE backend_answers (
  backend TEXT NOT NULL,
  api TEXT NOT NULL,
  day TEXT NOT NULL,
  checked INTEGER NOT NULL,
  broken INTEGER NOT NULL,
  last_answer TEXT NOT NULL,
  PRIMARY KEY (backend, api, day)
) STRICT;
CREATE INDEX backend_answers_by_day ON backend_answers (day);
-- Business events by the digest of their id: an order and its shipment, a return and its credit. The first of each counts.
CREATE TABLE business_marks (
  span TEXT NOT NULL,
  digest TEXT NOT NULL,
  day TEXT NOT NULL,
  api TEXT NOT NULL,
  channel TEXT NOT NULL,
  began TEXT,
  ended TEXT,
  measured INTEGER NOT NULL,
  PRIMARY KEY (span, digest)
) STRICT;
CREATE INDEX business_marks_by_day ON business_marks (day);
CREATE INDEX business_marks_complete ON business_marks (span) WHERE measured = 0 AND began IS NOT NULL AND ended IS NOT NULL;
