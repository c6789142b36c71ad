import { m } from '../../messages/index.ts'
import type { Db } from './database.ts'

/** Each entry takes the schema one version up; entries are never edited once released. */
const migrations: readonly string[] = [
  `
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
  `,
  `
  CREATE TABLE drift (
    environment_id TEXT NOT NULL,
    step TEXT NOT NULL,
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    seen TEXT NOT NULL,
    verdict TEXT NOT NULL,
    expected TEXT NOT NULL,
    example TEXT NOT NULL,
    first_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (environment_id, step, path, kind, seen)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE payments ADD COLUMN flow TEXT NOT NULL DEFAULT 'payment';
  ALTER TABLE payments ADD COLUMN payment_url TEXT;
  ALTER TABLE payments ADD COLUMN resend_of TEXT;
  ALTER TABLE payments ADD COLUMN evidence TEXT;

  CREATE TABLE posts (
    id TEXT PRIMARY KEY,
    environment_id TEXT NOT NULL,
    environment_name TEXT NOT NULL,
    origin TEXT NOT NULL,
    kind TEXT NOT NULL,
    local_id TEXT REFERENCES payments (local_id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    body TEXT NOT NULL,
    state TEXT NOT NULL,
    created_at TEXT NOT NULL,
    ended_at TEXT,
    http_status INTEGER,
    exchange_id TEXT,
    error_code TEXT,
    error_message TEXT,
    host TEXT NOT NULL,
    pid INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX posts_by_time ON posts (created_at DESC);

  CREATE TABLE payment_details (
    local_id TEXT PRIMARY KEY REFERENCES payments (local_id) ON DELETE CASCADE,
    record TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE payments ADD COLUMN negative INTEGER NOT NULL DEFAULT 0;

  CREATE TABLE return_visits (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX return_visits_by_time ON return_visits (at DESC);
  `,
  `
  CREATE TABLE credential_uses (
    environment_id TEXT NOT NULL,
    set_name TEXT NOT NULL,
    at TEXT NOT NULL,
    ok INTEGER NOT NULL,
    code TEXT,
    PRIMARY KEY (environment_id, set_name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE guard_events (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    environment_id TEXT NOT NULL,
    environment_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT,
    local_id TEXT
  ) STRICT;
  CREATE INDEX guard_events_by_payment ON guard_events (local_id) WHERE local_id IS NOT NULL;

  CREATE TABLE readiness_gate (
    report_id TEXT PRIMARY KEY,
    environment_id TEXT NOT NULL,
    environment_kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    at TEXT NOT NULL,
    verdict TEXT NOT NULL
  ) STRICT;
  `,
  `
  ALTER TABLE watches ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE payments ADD COLUMN status_since TEXT;
  ALTER TABLE payments ADD COLUMN stalls TEXT;
  ALTER TABLE payments ADD COLUMN method TEXT GENERATED ALWAYS AS (
    CASE WHEN json_valid(body)
      THEN CAST(coalesce(json_extract(body, '$.method'), json_extract(body, '$.initType')) AS TEXT) END
  ) VIRTUAL;
  CREATE INDEX payments_list ON payments
    (created_at DESC, environment_id, state, last_status, method, amount_centavos, ended_at);

  ALTER TABLE observations ADD COLUMN changed INTEGER GENERATED ALWAYS AS (
    json_extract(record, '$.changed')) VIRTUAL;
  ALTER TABLE observations ADD COLUMN failed INTEGER GENERATED ALWAYS AS (
    json_extract(record, '$.errorCode') IS NOT NULL) VIRTUAL;
  CREATE INDEX observations_list ON observations (local_id, seq, changed, failed);

  CREATE INDEX exchanges_list ON exchanges
    (at DESC, environment_id, step, http_status, error_code, local_id);
  CREATE INDEX exchanges_by_call ON exchanges (environment_id, step, at);

  CREATE TABLE notes (
    id TEXT PRIMARY KEY,
    local_id TEXT NOT NULL REFERENCES payments (local_id) ON DELETE CASCADE,
    at TEXT NOT NULL,
    text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX notes_by_payment ON notes (local_id, at);

  CREATE TABLE webhooks (
    id TEXT PRIMARY KEY,
    environment_id TEXT NOT NULL,
    local_id TEXT REFERENCES payments (local_id) ON DELETE CASCADE,
    payment_id TEXT,
    external_id TEXT,
    at TEXT NOT NULL,
    verdict TEXT NOT NULL,
    record TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX webhooks_by_time ON webhooks (at DESC);
  CREATE INDEX webhooks_by_payment ON webhooks (local_id, at);
  CREATE INDEX webhooks_by_payment_id ON webhooks (payment_id);

  CREATE TABLE payment_texts (
    n INTEGER PRIMARY KEY,
    local_id TEXT NOT NULL UNIQUE REFERENCES payments (local_id) ON DELETE CASCADE,
    text TEXT NOT NULL
  ) STRICT;
  CREATE VIRTUAL TABLE payment_search USING fts5
    (text, content = 'payment_texts', content_rowid = 'n', tokenize = 'trigram remove_diacritics 1');
  INSERT INTO payment_search (payment_search, rank) VALUES ('secure-delete', 1);
  CREATE VIEW payment_words AS SELECT local_id, concat_ws(' ', local_id, payment_id, nullif(external_id, ''), state,
    last_status, reason_code, reason_message, participant_name, participant_id, payer_name, environment_name, amount_wire,
    method, (SELECT group_concat(text, ' ') FROM notes WHERE notes.local_id = payments.local_id)) AS text FROM payments;
  CREATE TRIGGER payment_texts_added AFTER INSERT ON payment_texts BEGIN
    INSERT INTO payment_search (rowid, text) VALUES (new.n, new.text);
  END;
  CREATE TRIGGER payment_texts_removed AFTER DELETE ON payment_texts BEGIN
    INSERT INTO payment_search (payment_search, rowid, text) VALUES ('delete', old.n, old.text);
  END;
  CREATE TRIGGER payment_texts_changed AFTER UPDATE OF text ON payment_texts WHEN old.text IS NOT new.text BEGIN
    INSERT INTO payment_search (payment_search, rowid, text) VALUES ('delete', old.n, old.text);
    INSERT INTO payment_search (rowid, text) VALUES (new.n, new.text);
  END;
  CREATE TRIGGER payments_added AFTER INSERT ON payments BEGIN
    INSERT INTO payment_texts (local_id, text) SELECT local_id, text FROM payment_words WHERE local_id = new.local_id;
  END;
  CREATE TRIGGER payments_changed AFTER UPDATE ON payments
    WHEN old.payment_id IS NOT new.payment_id OR old.state IS NOT new.state OR old.last_status IS NOT new.last_status
      OR old.reason_code IS NOT new.reason_code OR old.reason_message IS NOT new.reason_message
  BEGIN
    UPDATE payment_texts SET text = (SELECT text FROM payment_words WHERE local_id = new.local_id)
      WHERE local_id = new.local_id;
  END;
  CREATE TRIGGER notes_added AFTER INSERT ON notes BEGIN
    UPDATE payment_texts SET text = (SELECT text FROM payment_words WHERE local_id = new.local_id)
      WHERE local_id = new.local_id;
  END;
  CREATE TRIGGER notes_removed AFTER DELETE ON notes BEGIN
    UPDATE payment_texts SET text = (SELECT text FROM payment_words WHERE local_id = old.local_id)
      WHERE local_id = old.local_id AND EXISTS (SELECT 1 FROM payments WHERE local_id = old.local_id);
  END;
  INSERT INTO payment_texts (local_id, text) SELECT w.local_id, w.text
    FROM payments p JOIN payment_words w ON w.local_id = p.local_id ORDER BY p.rowid;

  CREATE TABLE exchange_texts (
    n INTEGER PRIMARY KEY,
    exchange_id TEXT NOT NULL UNIQUE REFERENCES exchanges (id) ON DELETE CASCADE,
    text TEXT NOT NULL
  ) STRICT;
  CREATE VIRTUAL TABLE exchange_search USING fts5
    (text, content = 'exchange_texts', content_rowid = 'n', tokenize = 'trigram remove_diacritics 1', detail = 'full');
  INSERT INTO exchange_search (exchange_search, rank) VALUES ('secure-delete', 1);
  CREATE TRIGGER exchange_texts_added AFTER INSERT ON exchange_texts BEGIN
    INSERT INTO exchange_search (rowid, text) VALUES (new.n, new.text);
  END;
  CREATE TRIGGER exchange_texts_removed AFTER DELETE ON exchange_texts BEGIN
    INSERT INTO exchange_search (exchange_search, rowid, text) VALUES ('delete', old.n, old.text);
  END;
  CREATE TRIGGER exchanges_added AFTER INSERT ON exchanges BEGIN
    INSERT INTO exchange_texts (exchange_id, text)
      VALUES (new.id, concat_ws(' ', new.id, new.method, new.url, new.step, new.http_status, new.error_code));
  END;
  INSERT INTO exchange_texts (exchange_id, text)
    SELECT id, concat_ws(' ', id, method, url, step, http_status, error_code) FROM exchanges ORDER BY at, rowid;
  `,
  `
  CREATE TABLE large_bodies (
    sha256 TEXT PRIMARY KEY,
    bytes INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    checkpoints TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  ALTER TABLE exchanges ADD COLUMN response_body_key TEXT;
  `,
  // Readiness runs, whole.
  `
  CREATE TABLE readiness_runs (
    report_id TEXT PRIMARY KEY,
    environment_id TEXT NOT NULL,
    at TEXT NOT NULL,
    head TEXT NOT NULL,
    evidence TEXT NOT NULL
  ) STRICT;
  CREATE INDEX readiness_runs_by_time ON readiness_runs (at DESC);
  `,
  `
  CREATE TABLE observation_marks (
    local_id TEXT NOT NULL,
    seq INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    PRIMARY KEY (local_id, seq),
    FOREIGN KEY (local_id, seq) REFERENCES observations (local_id, seq) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER observations_marked AFTER INSERT ON observations
    WHEN json_extract(new.record, '$.changed') OR json_extract(new.record, '$.errorCode') IS NOT NULL
  BEGIN
    INSERT INTO observation_marks (local_id, seq, changed, failed) VALUES (new.local_id, new.seq,
      coalesce(json_extract(new.record, '$.changed'), 0), json_extract(new.record, '$.errorCode') IS NOT NULL);
  END;
  INSERT INTO observation_marks (local_id, seq, changed, failed)
    SELECT local_id, seq, coalesce(changed, 0), failed FROM observations WHERE changed = 1 OR failed = 1;
  `,
  // A payment that was posted by hand may have had a query, which its second send must have too.
  `
  ALTER TABLE payments ADD COLUMN query TEXT;
  `,
  `
  -- Examples held personal data, and were cut before keys were taken out. They come again with the next replies.
  UPDATE drift SET example = '';
  `,
]

/** The schema version that this program writes; it stands in the file as `PRAGMA user_version`. */
export const journalVersion = migrations.length

/** Brings the file to the present version, each step in a transaction of its own. A newer file is refused. */
export function migrate(db: Db): void {
  if (versionOf(db) > journalVersion) throw new Error(newerVersion(versionOf(db)))
  for (let version = versionOf(db); version < journalVersion; version = versionOf(db)) {
    db.transaction(() => {
      // Another process may have taken this step while this one waited for the lock.
      if (versionOf(db) !== version) return
      db.exec(migrations[version] ?? '')
      db.pragma(`user_version = ${version + 1}`)
    }).immediate()
  }
}

/** @throws Error where the file is of another version and cannot be brought to this one */
export function assertPresent(db: Db): void {
  const found = versionOf(db)
  if (found !== journalVersion) throw new Error(newerVersion(found))
}

function versionOf(db: Db): number {
  const rows = db.pragma('user_version') as { user_version: number }[]
  return rows[0]?.user_version ?? 0
}

const newerVersion = (found: number): string =>
  m.journal_newer_version({ found, known: journalVersion })
