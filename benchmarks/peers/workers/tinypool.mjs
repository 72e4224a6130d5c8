import tasks from './tasks.cjs'

export default ({ task, argument }) => tasks[task](argument)
