import type { Context } from 'hono'
import type { SandboxApp, SandboxEnv } from '../http/app.ts'
import { consentPage, messagePage } from '../pages/consent-page.ts'
import { notePaymentEvent } from '../payments/payment-events.ts'
import { paymentView } from '../payments/payment-view.ts'
import type { PaymentRecord } from '../payments/record.ts'
import { seededHex } from '../payments/seeded-ids.ts'
import type { Sandbox } from '../sandbox.ts'
import { sameSecret } from './auth.ts'

/** A consent page opens within this time (docs/klavi-api.md section 3.5). */
const OPENS_WITHIN_MS = 60_000

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  // Not no-referrer: the form's answer would then come with `Origin: null`, which the guard refuses.
  'Referrer-Policy': 'same-origin',
}

type PageContext = Context<SandboxEnv>

const show = (c: PageContext, status: 200 | 403 | 404 | 409 | 410, text: string): Response =>
  c.body(text, status, { ...HEADERS, 'Content-Type': 'text/html; charset=utf-8' })

/** The bank's page where the payer authorizes or rejects, and the way back to the shop. */
export function consentRoutes(app: SandboxApp, sandbox: Sandbox): void {
  const { identity, book } = sandbox
  const ticketOf = (record: PaymentRecord): string =>
    seededHex(identity.seed, identity.controlKey, 'ticket', record.id)

  function nowhere(c: PageContext): Response {
    return show(c, 404, messagePage('No such page', 'This consent link is unknown.'))
  }

  function back(c: PageContext, record: PaymentRecord, title: string, text: string): Response {
    if (record.redirectUrl === undefined) return show(c, 200, messagePage(title, text))
    return c.body(null, 303, { ...HEADERS, Location: record.redirectUrl })
  }

  app.get('/consent/:token', async (c) => {
    const record = book.byConsentToken(c.req.param('token'))
    if (!record) return nowhere(c)
    const view = paymentView(sandbox, record)
    const { current } = view.state
    const opened = book.events(record.id).some((event) => event.kind === 'opened')
    if (opened) {
      const text = 'A consent link opens once. Start the payment again.'
      return show(c, 410, messagePage('This link was already opened', text))
    }
    if (!current.consent) {
      const text = `The payment is not waiting for an authorization: ${current.status}.`
      return show(c, 410, messagePage('Nothing to authorize', text))
    }
    // A whitelabel page is not handed out by a status and has no such limit.
    const late = sandbox.now() - current.at > OPENS_WITHIN_MS
    if (late && record.flow !== 'whitelabel') {
      const text = 'A consent link opens within 60 seconds. Start the payment again.'
      return show(c, 410, messagePage('This link is too old', text))
    }
    await notePaymentEvent(sandbox, record, 'opened')
    return show(c, 200, consentPage(view, ticketOf(record)))
  })

  app.post('/consent/:token', async (c) => {
    const record = book.byConsentToken(c.req.param('token'))
    if (!record) return nowhere(c)
    const form = new URLSearchParams(await c.req.text())
    if (!sameSecret(form.get('ticket') ?? '', ticketOf(record))) {
      return show(c, 403, messagePage('Not this page', 'The answer came from another page.'))
    }
    const { current } = book.replay(record, sandbox.now())
    if (!current.consent) {
      // Meanwhile authorised by itself: for the payer, that is what authorizing asked for.
      if (form.get('decision') === 'authorize') return back(c, record, 'Authorized', 'Thank you.')
      const text = `The payment went on without this answer: ${current.status}.`
      return show(c, 409, messagePage('Too late', text))
    }
    const authorized = form.get('decision') === 'authorize'
    await notePaymentEvent(sandbox, record, authorized ? 'authorised' : 'rejected')
    return authorized
      ? back(c, record, 'Authorized', 'You can close this page.')
      : back(c, record, 'Rejected', 'The payment was not authorized. You can close this page.')
  })
}
