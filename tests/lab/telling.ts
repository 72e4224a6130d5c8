/** For scripts that say what an act answers, or which error it throws, under a label. */
export const TELL = `
  const tell = async (label: string, act: () => unknown) => {
    try { console.log(label + ':', await act()) } catch (e: any) { console.log(label + ':', e.name, '|', e.message.replace(/number=\\d+/, 'number=N')) }
  }
`
