/** A CPF or CNPJ with its dots and dash (`529.982.247-25`, `12.ABC.345/01DE-35`); anything else as it is. */
export function formatDocument(wire: string): string {
  if (/^\d{11}$/.test(wire)) return wire.replace(/(.{3})(.{3})(.{3})(.{2})/, '$1.$2.$3-$4')
  if (/^[0-9A-Z]{12}\d{2}$/.test(wire)) {
    return wire.replace(/(.{2})(.{3})(.{3})(.{4})(.{2})/, '$1.$2.$3/$4-$5')
  }
  return wire
}
