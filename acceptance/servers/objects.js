// Starts a server of objects with the bucket "shelf" in the folder that the first argument names.
const S3rver = require('@20minutes/s3rver')

const server = new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  directory: process.argv[2],
  configureBuckets: [{ name: 'shelf' }],
})
server.run().then(({ address, port }) => console.log(`listening on ${address}:${port}`))
