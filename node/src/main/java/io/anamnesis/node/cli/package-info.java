/**
 * The commands that people type, one class each.
 *
 * <p>Enters: arguments. Leaves: text on the terminal and an exit code. A command runs on the main thread; Ctrl-C arrives as a
 * shutdown hook.
 */
@NullMarked
package io.anamnesis.node.cli;

import org.jspecify.annotations.NullMarked;
