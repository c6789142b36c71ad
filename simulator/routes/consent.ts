import type { Context } from 'hono'
import type { SandboxApp, SandboxEnv } from '../http/app.ts'
import { consentPage, messagePage } from '../pages/consent-page.ts'
import type { PageLanguage, PageWords } from '../pages/words.ts'
import { PAGE_WORDS, pageLanguage } from '../pages/words.ts'
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

interface Speech {
  language: PageLanguage
  words: PageWords
}

/** In the browser's language. */
function speechOf(c: PageContext): Speech {
  const language = pageLanguage(c.req.header('accept-language'))
  return { language, words: PAGE_WORDS[language] }
}

const show = (c: PageContext, status: 200 | 403 | 404 | 409 | 410, html: string): Response =>
  c.body(html, status, { ...HEADERS, 'Content-Type': 'text/html; charset=utf-8' })

/** A page with a sentence on it. */
const say = (
  c: PageContext,
  status: 200 | 403 | 404 | 409 | 410,
  sentence: (words: PageWords) => [title: string, text: string],
): Response => {
  const { language, words } = speechOf(c)
  return show(c, status, messagePage(language, ...sentence(words)))
}

/** The bank's page where the payer authorizes or rejects, and the way back to the shop. */
export function consentRoutes(app: SandboxApp, sandbox: Sandbox): void {
  const { identity, book } = sandbox
  const ticketOf = (record: PaymentRecord): string =>
    seededHex(identity.seed, identity.controlKey, 'ticket', record.id)

  const nowhere = (c: PageContext): Response =>
    say(c, 404, (words) => [words.noPage, words.noPageText])

  function back(c: PageContext, record: PaymentRecord, authorized: boolean): Response {
    if (record.redirectUrl !== undefined) {
      return c.body(null, 303, { ...HEADERS, Location: record.redirectUrl })
    }
    return say(c, 200, (words) =>
      authorized ? [words.authorized, words.authorizedText] : [words.rejected, words.rejectedText],
    )
  }

  app.get('/consent/:token', async (c) => {
    const record = book.byConsentToken(c.req.param('token'))
    if (!record) return nowhere(c)
    const view = paymentView(sandbox, record)
    const { current } = view.state
    const opened = book.events(record.id).some((event) => event.kind === 'opened')
    if (opened) return say(c, 410, (words) => [words.opened, words.openedText])
    if (!current.consent) {
      return say(c, 410, (words) => [words.nothing, `${words.nothingText} ${current.status}`])
    }
    // A whitelabel page is not handed out by a status and has no such limit.
    const late = sandbox.now() - current.at > OPENS_WITHIN_MS
    if (late && record.flow !== 'whitelabel') {
      return say(c, 410, (words) => [words.tooOld, words.tooOldText])
    }
    await notePaymentEvent(sandbox, record, 'opened')
    return show(c, 200, consentPage(view, ticketOf(record), speechOf(c).language))
  })

  app.post('/consent/:token', async (c) => {
    const record = book.byConsentToken(c.req.param('token'))
    if (!record) return nowhere(c)
    const form = new URLSearchParams(await c.req.text())
    if (!sameSecret(form.get('ticket') ?? '', ticketOf(record))) {
      return say(c, 403, (words) => [words.foreign, words.foreignText])
    }
    const authorized = form.get('decision') === 'authorize'
    const { current } = book.replay(record, sandbox.now())
    if (!current.consent) {
      // Meanwhile authorised by itself: for the payer, that is what authorizing asked for.
      if (authorized) return back(c, record, true)
      return say(c, 409, (words) => [words.tooLate, `${words.tooLateText} ${current.status}`])
    }
    await notePaymentEvent(sandbox, record, authorized ? 'authorised' : 'rejected')
    return back(c, record, authorized)
  })
}
