/** Electron's fuses as the product has them: what it does not need is off for good. See docs/adr/0015-packages.md. */
import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'

/** How a fuse that is on stands in the executable. */
const ON = '1'.charCodeAt(0)

/** @param platform of the package: Electron checks the archive's hashes on macOS and Windows only */
function fusesFor(platform) {
  return {
    RunAsNode: false,
    EnableCookieEncryption: false,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: platform !== 'linux',
    OnlyLoadAppFromAsar: true,
    LoadBrowserProcessSpecificV8Snapshot: false,
    GrantFileProtocolExtraPrivileges: false,
  }
}

/** @param executable Electron's own, in the package */
export async function setFuses(executable, platform) {
  const wanted = Object.entries(fusesFor(platform)).map(([name, isOn]) => [FuseV1Options[name], isOn])
  await flipFuses(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: platform === 'darwin',
    ...Object.fromEntries(wanted),
  })
}

/** @returns the fuses that are on, by name */
export async function fusesOn(executable) {
  const wire = await getCurrentFuseWire(executable)
  return Object.keys(fusesFor('linux')).filter((name) => wire[FuseV1Options[name]] === ON)
}
