// Two processes send each other more than their queues hold, and neither takes anything before it has sent all
import { Process, Queue } from 'multiprocessing'

const ITEMS = 10

function ask(questions: Queue<number>, answers: Queue<number>): void {
  for (let i = 0; i < ITEMS; i++) questions.putSync(i)
  for (let i = 0; i < ITEMS; i++) answers.getSync()
}

async function answer(questions: Queue<number>, answers: Queue<number>): Promise<void> {
  for (let i = 0; i < ITEMS; i++) await answers.put(i)
  for (let i = 0; i < ITEMS; i++) await questions.get()
}

if (import.meta.main) {
  const questions = new Queue<number>(2)
  const answers = new Queue<number>(3)
  const asker = new Process({ target: ask, args: [questions, answers], name: 'Asker' })
  const answerer = new Process({ target: answer, args: [questions, answers], name: 'Answerer' })
  await asker.start()
  await answerer.start()
  console.log(Date.now())
  await Promise.all([asker.join(), answerer.join()])
}
