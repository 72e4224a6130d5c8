/** What CPython would do at a name of the library, after what its type says. */
import { allAnswers, answerFor, markdownOf, type Answer } from '../cpython/answers'
import { libraryNameAt } from './library-name'
import { languages, type editors } from './monaco'

/** To be called before the first editor is made: hovers of one language stand in the reverse order of their coming. */
export function teachHover(): void {
  for (const language of ['typescript', 'javascript'])
    languages.registerHoverProvider(language, {
      async provideHover(model, position) {
        const answer = await answerAt(model, position)
        return answer === null ? null : { contents: [{ value: markdownOf(answer) }] }
      },
    })
}

/** `null`: nothing of the library is there. */
export async function answerAt(
  model: editors.ITextModel,
  place: { readonly lineNumber: number; readonly column: number },
): Promise<Answer | null> {
  if (model.getLanguageId() === 'python') return null
  const answers = await allAnswers()
  const name = await libraryNameAt(model, place, answers)
  return name === null ? null : answerFor(name, answers)
}
