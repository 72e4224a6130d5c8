/** A batch whose places have other numbers. */
import type { SiteIndex, TelemetryBatch } from '../../protocol/telemetry'

/** @param index the new number of a place, by the old one; not asked for those that are not known */
export function placed(batch: TelemetryBatch, index: (site: SiteIndex) => SiteIndex): TelemetryBatch {
  const at = (site: SiteIndex) => (site < 0 ? site : index(site))
  return {
    ...batch,
    processes: batch.processes.map((one) =>
      one.waits.length === 0 ? one : { ...one, waits: one.waits.map((wait) => ({ ...wait, site: at(wait.site) })) },
    ),
    maps: batch.maps.map((map) => ({ ...map, site: at(map.site), definedAt: at(map.definedAt) })),
    shared: batch.shared.map((one) => ({
      ...one,
      site: at(one.site),
      uses: one.uses.map((use) => ({ ...use, site: at(use.site) })),
    })),
    waits: batch.waits.site.length === 0 ? batch.waits : { ...batch.waits, site: batch.waits.site.map(at) },
  }
}
