/**
 * Pages for people: files of the class path, served as they are, and the libraries that they import.
 *
 * <p>Enters: folders of the class path and WebJars, read whole at start. Leaves: {@code PageRoutes}, which mount a folder under
 * a prefix. Requests are answered on event loops from memory; nothing is looked up by a request's path in a file system.
 */
@NullMarked
package io.anamnesis.web.page;

import org.jspecify.annotations.NullMarked;
