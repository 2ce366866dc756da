/**
 * The figures of one topic: how fast it spreads, whether that is unusual, how far it may go, and which level that gives.
 * Pure: event time only, no clock, no chance, no I/O but its own table of coefficients. Nothing here is safe for several
 * threads; a topic belongs to one.
 */
@NullMarked
package vadra.velocity;

import org.jspecify.annotations.NullMarked;
