import type { Context } from 'hono'
import { dialectOf } from '../dialects/index.ts'
import type { SandboxApp, SandboxEnv } from '../http/app.ts'
import { jsonObject } from '../http/json-body.ts'
import { notFound } from '../http/problem.ts'
import { API_BASE } from '../http/route-table.ts'
import { acceptPayment } from '../payments/accept-payment.ts'
import { paymentView } from '../payments/payment-view.ts'
import type { PaymentRecord } from '../payments/record.ts'
import type { Sandbox } from '../sandbox.ts'

/** Create, get and status of payments (docs/klavi-api.md sections 3.3 to 3.5). */
export function paymentRoutes(app: SandboxApp, sandbox: Sandbox): void {
  const dialect = () => dialectOf(sandbox.settings.dialect)

  function known(c: Context<SandboxEnv>): PaymentRecord {
    const record = sandbox.book.byId(c.req.param('id') ?? '')
    if (!record) throw notFound('payment not found')
    return record
  }

  for (const collection of ['/payments', '/instant/payments']) {
    const path = `${API_BASE}${collection}`
    // The paths of another dialect than the running one do not exist.
    const elsewhere = (): boolean => dialect().payments !== collection

    app.post(path, async (c, next) => {
      if (elsewhere()) return next()
      const body = await jsonObject(c)
      const record = await acceptPayment(sandbox, dialect().readPayment(body), body, 'payment')
      return c.json(dialect().payment(paymentView(sandbox, record)), 201)
    })
    app.get(`${path}/:id`, (c, next) => {
      if (elsewhere()) return next()
      return Promise.resolve(c.json(dialect().payment(paymentView(sandbox, known(c)))))
    })
    app.get(`${path}/:id/status`, (c, next) => {
      if (elsewhere()) return next()
      return Promise.resolve(c.json(dialect().status(paymentView(sandbox, known(c)))))
    })
  }
}
