// CommonJS: with a worker file that is a module, poolifier's cluster pool does not get ready.
const { ClusterWorker } = require('poolifier')
module.exports = new ClusterWorker(require('./tasks.cjs'), { maxInactiveTime: 600_000 })
