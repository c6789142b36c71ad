import { atomically, type Db, type Row } from './database.ts'

/** A heartbeat older than this belongs to nobody, even where the process cannot be looked up. */
export const leaseLifetimeMs = 15_000
/** How often an owner renews its leases. */
export const heartbeatMs = 4_000

export interface LeaseOwner {
  /** Unique to one run of one process. */
  id: string
  host: string
  pid: number
  /** Whether a process of this host runs. */
  isAlive(pid: number): boolean
}

export interface WatchRow {
  localId: string
  intervalMs: number
  timeoutMs: number
  startedMs: number
}

export interface WatchFacts extends WatchRow {
  state: 'here' | 'elsewhere' | 'paused' | 'none'
}

export interface LeasesTable {
  /** Takes the watch of a payment if nobody living holds it; makes it where there is none. */
  take(watch: WatchRow, nowMs: number): boolean
  renew(nowMs: number): void
  /** Gives the watch up for others to go on with. */
  release(localId: string): void
  /** The watch is over; nobody goes on with it. */
  end(localId: string): void
  /** Rests until it is taken again; nobody goes on with it by itself. */
  pause(localId: string): void
  setInterval(localId: string, intervalMs: number): void
  /** The watch as it stands, of whoever; undefined where there never was one. */
  of(localId: string, nowMs: number): WatchFacts | undefined
  /** Whether another living process watches anything. */
  othersWatch(nowMs: number): boolean
  /** Unfinished watches whose owner is dead or gave them up. */
  orphans(nowMs: number): WatchRow[]
  /** Whether nobody living holds this payment's watch, or it never had one. */
  isDead(localId: string, nowMs: number): boolean
  /** Whether this process still holds it. */
  holds(localId: string): boolean
}

/**
 * A watch has one owner at a time (docs/cli.md "watches"). A lease is dead when its heartbeat is old, when it was
 * given up, or at once when its process is known not to run any more (kill -9).
 */
export function leasesTable(db: Db, owner: LeaseOwner): LeasesTable {
  const isDead = (row: Row, nowMs: number): boolean => {
    if (row['owner'] === null) return true
    // A heartbeat from the future means that the clock was set back; such a lease cannot be trusted to age.
    const age = Math.abs(nowMs - Number(row['heartbeat_ms']))
    if (age > leaseLifetimeMs) return true
    return row['host'] === owner.host && !owner.isAlive(Number(row['pid']))
  }

  const stateOf = (row: Row, nowMs: number): WatchFacts['state'] => {
    if (row['ended'] === 1) return 'none'
    if (row['paused'] === 1) return 'paused'
    if (row['owner'] === owner.id) return 'here'
    return isDead(row, nowMs) ? 'none' : 'elsewhere'
  }

  // Asked with every poll.
  const holder = db.prepare('SELECT owner FROM watches WHERE local_id = ? AND ended = 0')

  return {
    take(watch, nowMs) {
      return atomically(db, () => {
        const row = db.prepare('SELECT * FROM watches WHERE local_id = ?').get(watch.localId) as
          Row | undefined
        const mine = row?.['owner'] === owner.id
        if (
          row !== undefined &&
          row['ended'] === 0 &&
          row['paused'] === 0 &&
          !mine &&
          !isDead(row, nowMs)
        )
          return false
        db.prepare(
          `INSERT INTO watches (local_id, owner, host, pid, heartbeat_ms, interval_ms, timeout_ms, started_ms, ended)
             VALUES (@localId, @owner, @host, @pid, @now, @intervalMs, @timeoutMs, @startedMs, 0)
             ON CONFLICT (local_id) DO UPDATE SET owner = @owner, host = @host, pid = @pid, heartbeat_ms = @now,
               interval_ms = @intervalMs, timeout_ms = @timeoutMs, started_ms = @startedMs, ended = 0, paused = 0`,
        ).run({ ...watch, owner: owner.id, host: owner.host, pid: owner.pid, now: nowMs })
        return true
      })
    },
    renew(nowMs) {
      db.prepare('UPDATE watches SET heartbeat_ms = ? WHERE owner = ? AND ended = 0').run(
        nowMs,
        owner.id,
      )
    },
    release(localId) {
      db.prepare('UPDATE watches SET owner = NULL WHERE local_id = ? AND owner = ?').run(
        localId,
        owner.id,
      )
    },
    end(localId) {
      db.prepare('UPDATE watches SET ended = 1, owner = NULL, paused = 0 WHERE local_id = ?').run(
        localId,
      )
    },
    pause(localId) {
      db.prepare('UPDATE watches SET paused = 1, owner = NULL WHERE local_id = ?').run(localId)
    },
    setInterval(localId, intervalMs) {
      db.prepare('UPDATE watches SET interval_ms = ? WHERE local_id = ?').run(intervalMs, localId)
    },
    of(localId, nowMs) {
      const row = db.prepare('SELECT * FROM watches WHERE local_id = ?').get(localId) as
        Row | undefined
      return row === undefined ? undefined : { ...toWatchRow(row), state: stateOf(row, nowMs) }
    },
    othersWatch: (nowMs) =>
      (db.prepare('SELECT * FROM watches WHERE ended = 0').all() as Row[]).some(
        (row) => row['owner'] !== owner.id && !isDead(row, nowMs),
      ),
    orphans(nowMs) {
      const rows = db.prepare('SELECT * FROM watches WHERE ended = 0 AND paused = 0').all() as Row[]
      return rows.filter((row) => row['owner'] !== owner.id && isDead(row, nowMs)).map(toWatchRow)
    },
    isDead(localId, nowMs) {
      const row = db.prepare('SELECT * FROM watches WHERE local_id = ?').get(localId) as
        Row | undefined
      return row === undefined || row['ended'] === 1 || isDead(row, nowMs)
    },
    holds(localId) {
      const row = holder.get(localId) as Row | undefined
      return row?.['owner'] === owner.id
    },
  }
}

const toWatchRow = (row: Row): WatchRow => ({
  localId: String(row['local_id']),
  intervalMs: Number(row['interval_ms']),
  timeoutMs: Number(row['timeout_ms']),
  startedMs: Number(row['started_ms']),
})
