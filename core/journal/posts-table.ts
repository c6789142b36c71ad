import type { PostIntent } from '../model/payment-details.ts'
import { durably, type Db, type Row } from './database.ts'

/** What is written before a POST leaves that creates no payment. */
export interface NewPost extends PostIntent {
  origin: string
  /** Redacted. */
  body: string
}

export type PostChange = Pick<PostIntent, 'state'> &
  Partial<Pick<PostIntent, 'endedAt' | 'httpStatus' | 'exchangeId' | 'error'>>

export interface PostsTable {
  insertIntent(post: NewPost): void
  update(id: string, change: PostChange): void
  get(id: string): PostIntent | undefined
  /** Newest first. */
  list(query: { environmentId?: string; limit: number }): PostIntent[]
  /** POSTs that were under way when a program died, by the process that sent them. */
  interrupted(): { id: string; pid: number; host: string; localId?: string }[]
}

export function postsTable(db: Db, owner: { host: string; pid: number }): PostsTable {
  return {
    insertIntent(post) {
      durably(db, () =>
        db
          .prepare(
            `INSERT INTO posts (id, environment_id, environment_name, origin, kind, local_id, path, body, state,
               created_at, host, pid)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          )
          .run(
            post.id,
            post.environmentId,
            post.environmentName,
            post.origin,
            post.kind,
            post.localId ?? null,
            post.path,
            post.body,
            post.state,
            post.createdAt,
            owner.host,
            owner.pid,
          ),
      )
    },
    update(id, { state, endedAt, httpStatus, exchangeId, error }) {
      db.prepare(
        `UPDATE posts SET state = ?, ended_at = ?, http_status = ?, exchange_id = ?, error_code = ?,
           error_message = ? WHERE id = ?`,
      ).run(
        state,
        endedAt ?? null,
        httpStatus ?? null,
        exchangeId ?? null,
        error?.code ?? null,
        error?.message ?? null,
        id,
      )
    },
    get(id) {
      const row = db.prepare('SELECT * FROM posts WHERE id = ?').get(id) as Row | undefined
      return row === undefined ? undefined : toPost(row)
    },
    list({ environmentId, limit }) {
      const where = environmentId === undefined ? '' : 'WHERE environment_id = ?'
      const values = environmentId === undefined ? [limit] : [environmentId, limit]
      const rows = db
        .prepare(`SELECT * FROM posts ${where} ORDER BY created_at DESC, rowid DESC LIMIT ?`)
        .all(...values) as Row[]
      return rows.map(toPost)
    },
    interrupted: () =>
      (
        db
          .prepare(`SELECT id, pid, host, local_id FROM posts WHERE state = 'intent'`)
          .all() as Row[]
      ).map((row) => ({
        id: String(row['id']),
        pid: Number(row['pid']),
        host: String(row['host']),
        ...(typeof row['local_id'] === 'string' && { localId: row['local_id'] }),
      })),
  }
}

function toPost(row: Row): PostIntent {
  const post: PostIntent = {
    id: String(row['id']),
    environmentId: String(row['environment_id']),
    environmentName: String(row['environment_name']),
    kind: row['kind'] as PostIntent['kind'],
    path: String(row['path']),
    state: row['state'] as PostIntent['state'],
    createdAt: String(row['created_at']),
  }
  if (typeof row['local_id'] === 'string') post.localId = row['local_id']
  if (typeof row['ended_at'] === 'string') post.endedAt = row['ended_at']
  if (typeof row['http_status'] === 'number') post.httpStatus = row['http_status']
  if (typeof row['exchange_id'] === 'string') post.exchangeId = row['exchange_id']
  if (typeof row['error_code'] === 'string') {
    post.error = { code: row['error_code'], message: String(row['error_message'] ?? '') }
  }
  return post
}
