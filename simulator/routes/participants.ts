import type { SandboxApp } from '../http/app.ts'
import { notFound } from '../http/problem.ts'
import { API_BASE } from '../http/route-table.ts'
import { institutionBySlug } from '../participants/institutions.ts'
import { logoOf } from '../participants/logo.ts'
import { queryParticipants } from '../participants/query.ts'
import { avatarUrl } from '../payments/payment-view.ts'
import type { Sandbox } from '../sandbox.ts'

/** `GET /participants` (docs/klavi-api.md section 3.2) and the logos that it names. */
export function participantRoutes(app: SandboxApp, sandbox: Sandbox): void {
  app.get(`${API_BASE}/participants`, (c) => {
    const page = queryParticipants(new URL(c.req.url).searchParams)
    return c.json({
      data: page.items.map((it) => ({
        id: it.id,
        slug: it.slug,
        name: it.name,
        avatar: avatarUrl(sandbox, it),
      })),
      cursor: { afterCursor: page.afterCursor, beforeCursor: page.beforeCursor },
    })
  })

  app.get('/logos/:file', (c) => {
    const slug = /^(.+)\.svg$/.exec(c.req.param('file'))?.[1]
    const institution = slug === undefined ? undefined : institutionBySlug(slug)
    if (!institution) throw notFound('there is no such logo')
    return c.body(logoOf(institution), 200, {
      'Content-Type': 'image/svg+xml; charset=utf-8',
      'Cache-Control': 'max-age=86400',
    })
  })
}
