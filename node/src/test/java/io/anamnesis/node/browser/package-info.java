/**
 * The pages in a real browser: Chromium without a window, over its own debugging protocol. Its two classes need a JDK only; a
 * driver would bring 200 MB of another runtime.
 */
@NullMarked
package io.anamnesis.node.browser;

import org.jspecify.annotations.NullMarked;
