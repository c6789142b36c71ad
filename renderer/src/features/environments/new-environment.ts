/** Stands in the address for an environment that is not saved yet; no id may be this (core: ids begin otherwise). */
export const NEW = '+new'
