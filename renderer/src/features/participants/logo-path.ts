/** Where the app's own scheme serves a bank's logo, which main has fetched, measured and kept; null where it has none. */
export const logoPath = (
  environmentId: string,
  participant: { id: string; avatar?: string },
): string | null =>
  participant.avatar
    ? `/logo/${encodeURIComponent(environmentId)}/${encodeURIComponent(participant.id)}`
    : null
