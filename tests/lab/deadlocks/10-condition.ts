// Who was to notify has done so before anybody waited
import { Condition, Process } from 'multiprocessing'

async function listen(news: Condition): Promise<void> {
  await using _ = await news.hold()
  console.log(Date.now())
  await news.wait()
}

if (import.meta.main) {
  const news = new Condition()
  await news.use(() => news.notifyAll())
  const listener = new Process({ target: listen, args: [news], name: 'Listener' })
  await listener.start()
  await listener.join()
}
