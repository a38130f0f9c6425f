/**
 * Writes rows to a table: each row is encoded once, as a mutation, and sent by the applier.
 *
 * <h2>Which thread sends</h2>
 *
 * <p>The task thread hands writes in. Completions arrive on the driver's threads. Which of them
 * processes a completion, and sends what may follow, depends on what the task thread is doing:
 *
 * <pre>{@code
 *               drain, or no room for a write
 * +-----------+ ----------------------------> +-------+
 * | ELSEWHERE |                               | AWAKE |
 * +-----------+ <---------------------------- +-------+
 *               nothing left to wait for,       |   ^
 *               or a failure, or closed         |   |
 *                                   no request  |   |  first completion,
 *                                   to send, no |   |  or a failure,
 *                                   completion  v   |  or closed
 *                                             +--------+
 *                                             | ASLEEP |
 *                                             +--------+
 * }</pre>
 *
 * <ul>
 *   <li>ELSEWHERE: the task thread does not wait for completions. The thread that brings one takes
 *       the lock, processes all completions that have come, and sends what may follow.
 *   <li>AWAKE: the task thread processes completions and sends. The thread that brings one enqueues
 *       it and does not touch the lock, since the task thread looks at the queue again before it
 *       sleeps.
 *   <li>ASLEEP: the task thread waits for a signal. The thread that brings a completion enqueues
 *       it, takes the lock, turns the state to AWAKE and signals; all that come after it find
 *       AWAKE.
 * </ul>
 *
 * <p>The state changes under the lock only. It is read without the lock once, by a thread that has
 * just enqueued a completion: the task thread leaves AWAKE before it looks at the queue for the
 * last time, so either that thread sees the change, or the task thread sees the completion.
 */
package io.cosmoscassandra.flink.write;
