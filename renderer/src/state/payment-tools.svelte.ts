/** What is typed into the tools beside a payload; kept for each environment while the program runs. */
export class PaymentTools {
  /** "Copia e cola", as it was pasted. */
  code = $state('')
  seriesField = $state('amount')
  seriesValues = $state('')
  seriesRate = $state('30')
  seriesNegative = $state(false)
}
