import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Checkpoint } from '../../../../core/evidence/redacting-filter.ts'
import { openDatabase } from '../../../../core/journal/database.ts'
import { largeBodies } from '../../../../core/journal/large-bodies.ts'
import { temporaryFolder } from '../../../support/core/temporary-folder.ts'

function scene() {
  const { db } = openDatabase(':memory:', 0)
  const root = join(temporaryFolder(), 'bodies')
  const bodies = largeBodies(db, root)
  let files = 0
  const keep = (text: string): string => {
    const folder = bodies.folder() ?? ''
    const file = join(folder, `incoming-${(files += 1)}.body`)
    const bytes = Buffer.from(text)
    writeFileSync(file, bytes)
    // A checkpoint at every hundredth character, none of which is half a pair here.
    const checkpoints: Checkpoint[] = []
    for (let at = 0; at < text.length; at += 100) {
      checkpoints.push([at, Buffer.byteLength(text.slice(0, at))])
    }
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    return bodies.keep(file, { sha256, bytes: bytes.length, characters: text.length, checkpoints })
  }
  return { db, root, bodies, keep }
}

describe('large bodies', () => {
  it('gives every slice as the whole text would', () => {
    const { bodies, keep } = scene()
    const text = 'Itaú Unibanco € – '.repeat(120)
    const key = keep(text)
    fc.assert(
      fc.property(fc.nat(text.length + 50), fc.integer({ min: 1, max: 500 }), (offset, length) => {
        expect(bodies.slice(key, offset, length)).toEqual({
          text: text.slice(offset, offset + length),
          offset,
          total: text.length,
        })
      }),
    )
  })

  it('keeps an unchanged one once', () => {
    const { root, keep } = scene()
    const keys = [keep('the same list'), keep('the same list'), keep('another')]
    expect(new Set(keys).size).toBe(2)
    expect(readdirSync(root).sort()).toEqual([...new Set(keys)].map((key) => `${key}.body`).sort())
  })

  it('are this user’s alone', () => {
    const { root, bodies } = scene()
    bodies.folder()
    expect(statSync(root).mode & 0o077).toBe(0)
  })

  it('are swept when no exchange has them any more, and not before they are settled', () => {
    const { db, root, bodies, keep } = scene()
    const [used, unused] = [keep('used'), keep('unused')]
    db.prepare(
      `INSERT INTO exchanges (id, environment_id, step, at, method, url, latency_ms, request_headers, request_body,
         response_headers, response_body, request_bytes, response_bytes, response_body_key)
       VALUES ('x', 'e', 'other', '', 'GET', '', 0, '[]', '', '[]', '', 0, 0, ?)`,
    ).run(used)
    expect(bodies.sweep(Date.now())).toBe(0)
    const old = new Date(Date.now() - 2 * 60 * 60_000)
    for (const name of readdirSync(root)) utimesSync(join(root, name), old, old)
    expect(bodies.sweep(Date.now())).toBe(1)
    expect([existsSync(join(root, `${used}.body`)), bodies.slice(unused, 0, 9)]).toEqual([
      true,
      undefined,
    ])
  })

  it('have no folder where nothing can be kept', () => {
    const { db } = openDatabase(':memory:', 0)
    expect(largeBodies(db, undefined).folder()).toBeUndefined()
    const file = join(temporaryFolder(), 'a-file')
    writeFileSync(file, '')
    expect(largeBodies(db, join(file, 'bodies')).folder()).toBeUndefined()
  })
})
