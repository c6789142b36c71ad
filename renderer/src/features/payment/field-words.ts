import type { Dialect } from '../../../../electron/contract/types.ts'
import { fieldOf, type FieldGroup, type FieldId } from '../../../../shared/payload/fields.ts'
import { m } from '../../../../messages/index.ts'

const labels: Record<FieldId, () => string> = {
  externalId: m.payment_external_id,
  participantId: m.payment_bank,
  method: m.payment_method,
  amount: m.payment_amount,
  currency: m.payload_field_currency,
  payerType: m.payload_field_payer_type,
  payerTaxId: m.payment_payer_cpf,
  payerName: m.payment_payer_name,
  payerEmail: m.payload_field_payer_email,
  payerPhone: m.payload_field_payer_phone,
  businessTaxId: m.payload_field_business_tax_id,
  businessName: m.payload_field_business_name,
  loggedUserCpf: m.payload_field_logged_user,
  pixKey: m.payload_field_pix_key,
  qrCode: m.payload_field_qr_code,
  creditorIspb: m.payload_field_creditor_ispb,
  creditorIssuer: m.payload_field_creditor_issuer,
  creditorNumber: m.payload_field_creditor_number,
  creditorAccountType: m.payload_field_creditor_account_type,
  creditorType: m.payload_field_creditor_type,
  creditorTaxId: m.payload_field_creditor_tax_id,
  creditorName: m.payload_field_creditor_name,
  debtorIspb: m.payload_field_debtor_ispb,
  debtorIssuer: m.payload_field_debtor_issuer,
  debtorNumber: m.payload_field_debtor_number,
  debtorAccountType: m.payload_field_debtor_account_type,
  date: m.payload_field_date,
  redirectUrl: m.payment_redirect,
  description: m.payload_field_description,
  ibge: m.payload_field_ibge,
  clientOs: m.payload_field_client_os,
  clientOsVersion: m.payload_field_client_os_version,
  clientPlatform: m.payload_field_client_platform,
}

/** A field's label, which is also its accessible name. */
export const fieldLabel = (id: FieldId): string => labels[id]()

const hints: Partial<Record<FieldId, () => string>> = {
  amount: m.payment_amount_hint,
  payerTaxId: m.payment_payer_cpf_hint,
  redirectUrl: m.payment_redirect_hint,
  pixKey: m.payload_hint_pix_key,
  qrCode: m.payload_hint_qr_code,
  creditorIspb: m.payload_hint_ispb,
  creditorIssuer: m.payload_hint_issuer,
  debtorIspb: m.payload_hint_ispb,
  debtorIssuer: m.payload_hint_issuer,
  date: m.payload_hint_date,
  loggedUserCpf: m.payload_hint_logged_user,
  ibge: m.payload_hint_ibge,
}

/** What stands below a field that nothing is to be said about. */
export const fieldHint = (id: FieldId): string | undefined => hints[id]?.()

const methodHints: Record<string, () => string> = {
  PIX_MANU_AUTO: m.payload_method_manu_auto,
  PIX_MANU: m.payload_method_manu,
  PIX_DICT: m.payload_method_dict,
  PIX_INIC: m.payload_method_inic,
  PIX_QRCODE: m.payload_method_qrcode,
}

/** What a method is for; empty for one that is not documented. */
export const methodHint = (method: string): string => methodHints[method]?.() ?? ''

/** The groups below the essentials, each behind a line that opens it. */
export type GroupId =
  'return' | 'schedule' | 'business' | 'contact' | 'creditor' | 'debtor' | 'client'

const groupNames: Record<GroupId, () => string> = {
  return: m.payload_group_return,
  schedule: m.payload_group_schedule,
  business: m.payload_group_business,
  contact: m.payload_group_contact,
  creditor: m.payload_group_creditor,
  debtor: m.payload_group_debtor,
  client: m.payload_group_client,
}
export const groupName = (id: GroupId): string => groupNames[id]()

/** Shown always, in this order, because every payment needs them. */
export const essentials: readonly FieldId[] = [
  'participantId',
  'amount',
  'payerName',
  'payerTaxId',
  'method',
]

/** Where a field that is no essential one stands. */
export function groupOf(id: FieldId, group: FieldGroup): GroupId | null {
  if (id === 'redirectUrl' || id === 'externalId') return 'return'
  if (id === 'payerEmail' || id === 'payerPhone') return 'contact'
  if (id.startsWith('client') || id === 'currency') return 'client'
  if (group === 'business' || id === 'payerType') return 'business'
  if (group === 'creditor') return 'creditor'
  if (group === 'debtor') return 'debtor'
  return group === 'more' ? 'schedule' : null
}

/** The group that has to be open for a field to be seen; null where it is always there, or in no form at all. */
export function groupOfField(id: FieldId, dialect: Dialect): GroupId | null {
  const spec = fieldOf(dialect, id)
  return spec === undefined || essentials.includes(id) ? null : groupOf(id, spec.group)
}

/** `G1`: as people write the dialect's name. */
export const dialectName = (dialect: Dialect): string => dialect.toUpperCase()
