/** What the compile step complains of, at a place in the script; its parser's own complaints are in the parser's words. */
export const compile = {
  imports: {
    electron: (name: string) =>
      `A script cannot import '${name}': it runs in processes of its own, which have Node's modules and 'multiprocessing' but no windows.`,
    notOfNode: (name: string) => `Node has no module '${name}'.`,
    address: (name: string) =>
      `Cannot import '${name}': scripts run without a network. Save the module beside the script and import that.`,
    noFile: (name: string, importer: string) =>
      `Cannot find '${name}' imported by ${importer}: no such file. The path is relative to the importing file; check its spelling and its extension.`,
    noPackage: (name: string, importer: string, of: string) =>
      `Cannot find '${name}' imported by ${importer}: no package '${of}' is installed. Run 'npm install ${of}' in the script's folder, or import a file with './'.`,
  },
  /** Of a function that is sent to another process. */
  captures: {
    assigned: (name: string) =>
      `processes share no variables: '${name}' is assigned after its declaration, so this function cannot be sent. Copy it into a const before, or use a shared Value.`,
    enclosing: (name: string) =>
      `processes share no variables: '${name}' belongs to what is around this function and cannot be sent. Pass what it needs as an argument.`,
  },
}
