import { expect, type Page } from '@playwright/test'

/** The steps of the main job as a person takes them, by the names that docs/cli.md and the screens agree on. */
export class Flow {
  readonly window: Page

  constructor(window: Page) {
    this.window = window
  }

  step(name: 'Credentials' | 'Participants' | 'Payment' | 'Watch') {
    return this.window.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name })
  }

  get status() {
    return this.window.getByRole('status', { name: 'Payment status' })
  }

  get log() {
    return this.window.getByLabel('Status log')
  }

  get sendButton() {
    return this.window.getByRole('button', { name: 'Send payment' })
  }

  async useSimulatorKeys(): Promise<void> {
    await this.step('Credentials').click()
    await this.window.getByRole('button', { name: 'Use simulator keys' }).click()
  }

  async authenticate(): Promise<void> {
    const button = this.window.getByRole('button', { name: 'Authenticate' })
    await expect(button).toBeEnabled()
    await button.click()
  }

  async pickParticipant(name: string): Promise<void> {
    await this.step('Participants').click()
    await this.window.getByRole('searchbox', { name: 'Search participants' }).fill(name)
    const list = this.window.getByLabel('Participants', { exact: true })
    await list.getByText(name).first().click()
    await this.window.keyboard.press('Enter')
  }

  async fillPayment(fields: { amount: string; name?: string; cpf?: string }): Promise<void> {
    await this.step('Payment').click()
    await this.window.getByRole('textbox', { name: 'Amount' }).fill(fields.amount)
    await this.window
      .getByRole('textbox', { name: 'Payer name' })
      .fill(fields.name ?? 'Maria da Silva Souza')
    await this.window
      .getByRole('textbox', { name: 'Payer CPF' })
      .fill(fields.cpf ?? '529.982.247-25')
  }

  /** Everything up to a payment that is ready to be sent. */
  async prepare(amount: string): Promise<void> {
    await this.useSimulatorKeys()
    await this.authenticate()
    await this.pickParticipant('Mock Bank')
    await this.fillPayment({ amount })
  }

  async send(): Promise<void> {
    await expect(this.sendButton).toBeEnabled()
    await this.sendButton.click()
  }
}
