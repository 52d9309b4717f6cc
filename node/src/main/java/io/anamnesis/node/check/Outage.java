package io.anamnesis.node.check;

import java.time.Duration;
import java.time.Instant;

/**
 * What a kill did.
 *
 * @param at when
 * @param settled deliveries that were settled then
 * @param pid of the process that was killed
 * @param stall the longest time without an acknowledgement until all was back
 * @param back after so long another process did its work and every node was ready
 */
record Outage(Kill kill, Instant at, long settled, long pid, Duration stall, Duration back) {}
