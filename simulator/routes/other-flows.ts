import { randomUUID } from 'node:crypto'
import { dialectOf } from '../dialects/index.ts'
import { fieldCheck } from '../dialects/field-check.ts'
import { CPF_OR_CNPJ } from '../dialects/rules.ts'
import type { SandboxApp } from '../http/app.ts'
import { jsonObject } from '../http/json-body.ts'
import { Problem, notFound, unprocessable } from '../http/problem.ts'
import { API_BASE } from '../http/route-table.ts'
import { MOCK_BANK_ID } from '../participants/institutions.ts'
import { acceptPayment } from '../payments/accept-payment.ts'
import { notePaymentEvent } from '../payments/payment-events.ts'
import { consentUrl, paymentView } from '../payments/payment-view.ts'
import { ENDING_STATUSES } from '../payments/timeline.ts'
import type { Sandbox } from '../sandbox.ts'

/** Scheduled payments, whitelabel and cancelling (docs/klavi-api.md section 3.6). */
export function otherFlowRoutes(app: SandboxApp, sandbox: Sandbox): void {
  const { book, settings } = sandbox
  const dialect = () => dialectOf(settings.dialect)

  app.post(`${API_BASE}/scheduled`, async (c, next) => {
    if (settings.dialect !== 'g1') return next()
    const body = await jsonObject(c)
    const record = await acceptPayment(sandbox, dialect().readScheduled(body), body, 'scheduled')
    return c.json(dialect().payment(paymentView(sandbox, record)), 201)
  })

  app.get(`${API_BASE}/scheduled/:id`, (c, next) => {
    if (settings.dialect !== 'g1') return next()
    const record = book.byId(c.req.param('id'))
    if (record?.flow !== 'scheduled') throw notFound('scheduled payment not found')
    return Promise.resolve(c.json(dialect().payment(paymentView(sandbox, record))))
  })

  app.post(`${API_BASE}/whitelabel`, async (c, next) => {
    if (settings.dialect === 'g3') return next()
    const body = await jsonObject(c)
    // The payer picks the institution on the page; the sandbox's page is always Mock Bank's.
    const name = settings.dialect === 'g1' ? 'participantId' : 'institutionId'
    const draft = dialect().readPayment({ [name]: MOCK_BANK_ID, ...body })
    const record = await acceptPayment(sandbox, draft, body, 'whitelabel')
    const { accessToken } = sandbox.tokens.issue(`whitelabel ${randomUUID()}`, sandbox.now())
    return c.json({ id: record.id, accessToken, paymentURL: consentUrl(sandbox, record) }, 201)
  })

  app.post(`${API_BASE}/instant/payments/:id/cancel`, async (c, next) => {
    if (settings.dialect !== 'g3') return next()
    const record = book.byId(c.req.param('id'))
    if (!record) throw notFound('payment not found')
    const body = await jsonObject(c)
    const check = fieldCheck()
    check.text(body, 'cancelledBy', { pattern: CPF_OR_CNPJ })
    check.text(body, 'identifierType', { pattern: /^(CPF|CNPJ)$/ })
    if (check.problems.length > 0) throw new Problem(400, 'BAD_REQUEST', check.problems)
    const { status } = book.replay(record, sandbox.now()).current
    if (ENDING_STATUSES.has(status)) {
      throw unprocessable('PAGAMENTO_NAO_PERMITE_CANCELAMENTO', `payment is ${status}`)
    }
    await notePaymentEvent(sandbox, record, 'cancelled')
    return c.json(dialect().payment(paymentView(sandbox, record)))
  })
}
