-- journal.db as version 1 of its schema wrote it. Frozen: a file of a person's may look like this.
PRAGMA journal_mode = WAL;
CREATE TABLE payments (
  local_id TEXT PRIMARY KEY,
  environment_id TEXT NOT NULL,
  environment_name TEXT NOT NULL,
  origin TEXT NOT NULL,
  external_id TEXT NOT NULL,
  payment_id TEXT,
  state TEXT NOT NULL,
  amount_centavos INTEGER NOT NULL,
  amount_wire TEXT NOT NULL,
  participant_id TEXT NOT NULL,
  participant_name TEXT NOT NULL,
  payer_name TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at TEXT NOT NULL,
  ended_at TEXT,
  last_status TEXT,
  order_verdict TEXT,
  reason_code TEXT,
  reason_message TEXT,
  consent_url TEXT
) STRICT;
CREATE INDEX payments_by_time ON payments (created_at DESC);
CREATE INDEX payments_by_payment_id ON payments (payment_id);
CREATE INDEX payments_by_external_id ON payments (external_id);

CREATE TABLE exchanges (
  id TEXT PRIMARY KEY,
  environment_id TEXT NOT NULL,
  local_id TEXT REFERENCES payments (local_id) ON DELETE CASCADE,
  step TEXT NOT NULL,
  at TEXT NOT NULL,
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  http_status INTEGER,
  error_code TEXT,
  error_message TEXT,
  latency_ms INTEGER NOT NULL,
  retry_of TEXT,
  request_headers TEXT NOT NULL,
  request_body TEXT NOT NULL,
  response_headers TEXT NOT NULL,
  response_body TEXT NOT NULL,
  request_bytes INTEGER NOT NULL,
  response_bytes INTEGER NOT NULL,
  transport TEXT
) STRICT;
CREATE INDEX exchanges_by_time ON exchanges (at DESC);
CREATE INDEX exchanges_by_payment ON exchanges (local_id, at);

CREATE TABLE observations (
  local_id TEXT NOT NULL REFERENCES payments (local_id) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (local_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE watches (
  local_id TEXT PRIMARY KEY REFERENCES payments (local_id) ON DELETE CASCADE,
  owner TEXT,
  host TEXT,
  pid INTEGER,
  heartbeat_ms INTEGER NOT NULL,
  interval_ms INTEGER NOT NULL,
  timeout_ms INTEGER NOT NULL,
  started_ms INTEGER NOT NULL,
  ended INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE drafts (
  environment_id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
INSERT INTO payments (local_id, environment_id, environment_name, origin, external_id, payment_id, state, amount_centavos, amount_wire, participant_id, participant_name, payer_name, body, created_at, ended_at, last_status, order_verdict, reason_code, reason_message, consent_url) VALUES ('local-1', 'simulator', 'Simulator', 'https://127.0.0.1:4433', 'order-1', 'p-1', 'completed', 4800, '4800', 'bank-1', 'Banco do Brasil', 'Ana L.', '{"externalId":"order-1","method":"PIX_DICT","amount":"4800"}', '2026-11-21T12:00:00.000Z', '2026-11-22T12:00:04.000Z', 'PAYMENT_COMPLETED', 'skipped', NULL, NULL, NULL);
INSERT INTO payments (local_id, environment_id, environment_name, origin, external_id, payment_id, state, amount_centavos, amount_wire, participant_id, participant_name, payer_name, body, created_at, ended_at, last_status, order_verdict, reason_code, reason_message, consent_url) VALUES ('local-2', 'simulator', 'Simulator', 'https://127.0.0.1:4433', 'order-2', 'p-2', 'accepted', 4800, '4800', 'bank-1', 'Banco do Brasil', 'Ana L.', '{"externalId":"order-2","method":"PIX_DICT","amount":"4800"}', '2026-11-22T12:00:00.000Z', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO payments (local_id, environment_id, environment_name, origin, external_id, payment_id, state, amount_centavos, amount_wire, participant_id, participant_name, payer_name, body, created_at, ended_at, last_status, order_verdict, reason_code, reason_message, consent_url) VALUES ('local-3', 'simulator', 'Simulator', 'https://127.0.0.1:4433', 'order-3', NULL, 'unknown', 4800, '4800', 'bank-1', 'Banco do Brasil', 'Ana L.', 'no json', '2026-11-23T12:00:00.000Z', NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO exchanges (id, environment_id, local_id, step, at, method, url, http_status, error_code, error_message, latency_ms, retry_of, request_headers, request_body, response_headers, response_body, request_bytes, response_bytes, transport) VALUES ('e-0', 'simulator', 'local-1', 'create', '2026-11-22T12:00:01.000Z', 'POST', 'https://127.0.0.1:4433/payment/customer/v1/payments', 200, NULL, NULL, 7, NULL, '[["authorization","Bearer [redacted]"]]', '', '[]', '{"id":"p-1"}', 0, 12, '{"timings":{"total":7}}');
INSERT INTO exchanges (id, environment_id, local_id, step, at, method, url, http_status, error_code, error_message, latency_ms, retry_of, request_headers, request_body, response_headers, response_body, request_bytes, response_bytes, transport) VALUES ('e-1', 'simulator', 'local-1', 'status', '2026-11-22T12:00:01.000Z', 'GET', 'https://127.0.0.1:4433/payment/customer/v1/payments', 200, NULL, NULL, 7, NULL, '[["authorization","Bearer [redacted]"]]', '', '[]', '{"id":"p-1"}', 0, 12, '{"timings":{"total":7}}');
INSERT INTO exchanges (id, environment_id, local_id, step, at, method, url, http_status, error_code, error_message, latency_ms, retry_of, request_headers, request_body, response_headers, response_body, request_bytes, response_bytes, transport) VALUES ('e-9', 'simulator', NULL, 'auth', '2026-11-22T12:00:01.000Z', 'GET', 'https://127.0.0.1:4433/payment/customer/v1/payments', NULL, 'timeout', 'too late', 7, NULL, '[["authorization","Bearer [redacted]"]]', '', '[]', '{"id":"p-1"}', 0, 12, '{"timings":{"total":7}}');
INSERT INTO observations (local_id, seq, at, record) VALUES ('local-1', 1, '2026-11-22T12:00:01.000Z', '{"localId":"local-1","paymentId":"p-1","seq":1,"at":"2026-11-22T12:00:01.000Z","elapsedMs":1000,"latencyMs":7,"status":"ENQUEUED","httpStatus":200,"changed":true,"exchangeId":"e-1"}');
INSERT INTO observations (local_id, seq, at, record) VALUES ('local-1', 2, '2026-11-22T12:00:02.000Z', '{"localId":"local-1","paymentId":"p-1","seq":2,"at":"2026-11-22T12:00:02.000Z","elapsedMs":2000,"latencyMs":7,"status":"ENQUEUED","httpStatus":200,"changed":false,"exchangeId":"e-2"}');
INSERT INTO observations (local_id, seq, at, record) VALUES ('local-1', 3, '2026-11-22T12:00:03.000Z', '{"localId":"local-1","paymentId":"p-1","seq":3,"at":"2026-11-22T12:00:03.000Z","elapsedMs":3000,"latencyMs":7,"status":"PAYMENT_COMPLETED","httpStatus":200,"changed":true,"exchangeId":"e-3","event":"skipped"}');
INSERT INTO watches (local_id, owner, host, pid, heartbeat_ms, interval_ms, timeout_ms, started_ms, ended) VALUES ('local-1', NULL, 'h', 1, 1, 3000, 3900000, 1763812800000, 1);
INSERT INTO watches (local_id, owner, host, pid, heartbeat_ms, interval_ms, timeout_ms, started_ms, ended) VALUES ('local-2', 'app:1:x', 'h', 1, 1, 3000, 3900000, 1763812800000, 0);
INSERT INTO drafts (environment_id, body, at) VALUES ('simulator', '{"amount":"48,00"}', '2026-11-22T12:00:00.000Z');
PRAGMA user_version = 1;
