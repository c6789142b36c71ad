import { badRequest } from '../http/problem.ts'
import type { Institution } from './institutions.ts'
import { INSTITUTIONS, plain } from './institutions.ts'

/** One page of institutions with the cursors to its neighbours. */
export interface ParticipantPage {
  items: Institution[]
  afterCursor: string | null
  beforeCursor: string | null
}

const cursorOf = (id: string): string => Buffer.from(`institution:${id}`).toString('base64url')

function positionOf(cursor: string, list: readonly Institution[], name: string): number {
  const position = list.findIndex((it) => cursorOf(it.id) === cursor)
  if (position < 0) throw badRequest(`${name} is not a cursor of this list`)
  return position
}

const listOf = (text: string | null): string[] | null =>
  text === null ? null : text.split(',').map((it) => it.trim())

function filtered(query: URLSearchParams): Institution[] {
  const ids = listOf(query.get('id'))
  const slugs = listOf(query.get('slug'))
  const name = plain(query.get('name') ?? '')
  // Every institution here is active; any other status has none.
  const statusFits = [null, '', 'ACTIVE'].includes(query.get('status')?.toUpperCase() ?? null)
  const found = INSTITUTIONS.filter(
    (it) =>
      statusFits &&
      (!ids || ids.includes(it.id)) &&
      (!slugs || slugs.includes(it.slug)) &&
      plain(it.name).includes(name),
  )
  const first = listOf(query.get('firstParticipants')) ?? []
  const rank = (it: Institution): number => {
    const at = first.findIndex((wanted) => wanted === it.id || wanted === it.slug)
    return at < 0 ? first.length : at
  }
  return first.length === 0 ? found : found.sort((a, b) => rank(a) - rank(b))
}

/**
 * Filters of docs/klavi-api.md section 3.2: id, name, slug, status, firstParticipants, limit,
 * afterCursor, beforeCursor. Without a limit the whole list is one page.
 */
export function queryParticipants(query: URLSearchParams): ParticipantPage {
  const list = filtered(query)
  const limitText = query.get('limit')
  if (limitText !== null && !/^[1-9]\d{0,5}$/.test(limitText)) {
    throw badRequest('limit must be a positive integer')
  }
  const limit = limitText === null ? Infinity : Number(limitText)
  const after = query.get('afterCursor')
  const before = query.get('beforeCursor')
  let from = after ? positionOf(after, list, 'afterCursor') + 1 : 0
  let to = Math.min(list.length, from + limit)
  if (before && !after) {
    to = positionOf(before, list, 'beforeCursor')
    from = Math.max(0, to - limit)
  }
  const items = list.slice(from, to)
  const firstItem = items[0]
  const lastItem = items.at(-1)
  return {
    items,
    afterCursor: lastItem && to < list.length ? cursorOf(lastItem.id) : null,
    beforeCursor: firstItem && from > 0 ? cursorOf(firstItem.id) : null,
  }
}
