import { m } from '../../../../../messages/index.ts'
import { paymentAmount } from '../../../format/payment-amount.ts'
import { stateText } from '../../../format/status.ts'
import { formatTime } from '../../../format/time.ts'
import type { AppState } from '../../../state/app-state.svelte.ts'
import { BOARD } from '../../../state/navigation.svelte.ts'
import { canResume } from '../../../state/watch.svelte.ts'
import { copyCurl } from '../../dock/copy-curl.ts'
import type { Command } from '../../commands.ts'

/** The recent payments, newest first, found by amount, bank, payer, state or id; choosing one opens its log. */
export const paymentChoices = (app: AppState): Command[] =>
  app.payments.recent.map((payment) => ({
    id: `payment:${payment.localId}`,
    group: 'payments',
    title: () => `${paymentAmount(payment)} · ${payment.participantName}`,
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
      id: 'watch.pause',
      title: m.watch_pause,
      enabled: () => onScreen() && watch.payment?.watching === true,
      run: () => void watch.pause(),
    },
    {
      id: 'watch.stop',
      title: m.watch_stop,
      enabled: () =>
        onScreen() && (watch.payment?.watching === true || watch.payment?.paused === true),
      run: () => void watch.stop(),
    },
    {
      id: 'watch.resume',
      title: m.watch_resume,
      enabled: () => onScreen() && watch.payment !== undefined && canResume(watch.payment),
      run: () => void watch.resume(),
    },
    {
      id: 'watch.board',
      title: m.watch_board,
      keys: 'mod+b',
      group: 'screens',
      run: () => app.navigation.go('watch', BOARD),
    },
    {
      id: 'exchanges.curl',
      title: m.dock_copy_curl,
      enabled: () => app.dock.open && app.dock.selected !== null,
      run: () => void copyCurl(app, app.dock.selected ?? ''),
    },
    {
      id: 'watch.exchanges',
      title: m.history_show_exchanges,
      enabled: onScreen,
      run() {
        void app.exchanges.narrow({ localId: watch.localId })
        app.dock.filters = true
        app.dock.open = true
      },
    },
  ]
}
