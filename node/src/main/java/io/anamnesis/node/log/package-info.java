/**
 * What logback adds to a line: which request it belongs to.
 *
 * <p>Enters: the line, on the thread that logs it. Leaves: the ids of the request and of its trace, and nothing else of what stands beside
 * the line. Named by {@code logback-process.xml}.
 */
@NullMarked
package io.anamnesis.node.log;

import org.jspecify.annotations.NullMarked;
