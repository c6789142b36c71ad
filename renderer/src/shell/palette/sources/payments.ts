import { m } from '../../../../../messages/index.ts'
import { formatBrl } from '../../../format/money.ts'
import { stateText } from '../../../format/status.ts'
import { formatTime } from '../../../format/time.ts'
import type { AppState } from '../../../state/app-state.svelte.ts'
import { isUnfinished } from '../../../state/payments.svelte.ts'
import type { Command } from '../../commands.ts'

/** The recent payments, newest first, found by amount, bank, payer, state or id; choosing one opens its log. */
export const paymentChoices = (app: AppState): Command[] =>
  app.payments.recent.map((payment) => ({
    id: `payment:${payment.localId}`,
    group: 'payments',
    title: () => `${formatBrl(payment.amountCentavos)} · ${payment.participantName}`,
    detail: () =>
      [
        stateText(payment.state),
        formatTime(payment.createdAt, app.language.current, 'day'),
        payment.paymentId ?? payment.externalId,
      ].join(' · '),
    run: () => app.navigation.go('watch', payment.localId),
  }))

/** What can be done with the payment that is on the screen. */
export function watchCommands(app: AppState): Command[] {
  const { watch } = app
  const onScreen = () =>
    app.navigation.place.screen === 'watch' && watch.payment?.paymentId !== undefined
  return [
    {
      id: 'watch.poll',
      title: m.watch_poll_now,
      enabled: () => onScreen() && watch.payment?.watching === true,
      run: () => void watch.pollNow(),
    },
    {
      id: 'watch.stop',
      title: m.watch_stop,
      enabled: () => onScreen() && watch.payment?.watching === true,
      run: () => void watch.stop(),
    },
    {
      id: 'watch.resume',
      title: m.watch_resume,
      enabled: () => {
        const { payment } = watch
        if (!onScreen() || !payment || payment.watching) return false
        return payment.state === 'stopped' || isUnfinished(payment)
      },
      run: () => void watch.start(),
    },
  ]
}
